"""The order in which WordprocessingML and DrawingML charts want the children of an element (ISO/IEC 29500-1)."""

from __future__ import annotations

from lxml import etree

_CHILDREN = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
             "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
             "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
             "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
             "sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
             "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
             "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "w:tbl": "tblPr tblGrid tr",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
               "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:tblBorders": "top left start bottom right end insideH insideV",
    "w:tblCellMar": "top left start bottom right end",
    "w:tr": "tblPrEx trPr tc",
    "w:trPr": "cnfStyle gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc "
              "hidden",
    "w:tc": "tcPr p tbl",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
              "hideMark",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "w:sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding text richText",
    "w:tcMar": "top left start bottom right end",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
                "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
                "docGrid",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
               "qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:styles": "docDefaults latentStyles style",
    "w:docDefaults": "rPrDefault pPrDefault",
    "w:font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "w:settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop "
                  "autoHyphenation evenAndOddHeaders characterSpacingControl noLineBreaksAfter "
                  "noLineBreaksBefore footnotePr endnotePr compat docVars rsids mathPr themeFontLang "
                  "clrSchemeMapping decimalSymbol listSeparator",
    "w:compat": "doNotExpandShiftReturn compatSetting",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr protection chart spPr txPr externalData "
                    "printSettings",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
               "dispBlanksAs",
    "c:plotArea": "layout pieChart barChart catAx valAx dTable spPr",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:pieChart": "varyColors ser dLbls firstSliceAng",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:ser": "idx order tx spPr invertIfNegative explosion dPt dLbls cat val",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
               "showPercent showBubbleSize separator showLeaderLines",
    "c:dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
              "showPercent showBubbleSize separator",
    "c:catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
               "spPr txPr crossAx crosses auto lblAlgn lblOffset",
    "c:valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
               "spPr txPr crossAx crosses crossBetween",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
}
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
}
SEQUENCES = {name: children.split() for name, children in _CHILDREN.items()}


def misplaced(root: etree._Element) -> tuple[list[str], set[str]]:
    """Children out of order or unknown, and the names of the elements that were judged."""
    faults: list[str] = []
    judged: set[str] = set()
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        full = f"{_NAMESPACES.get(name.namespace or '', '?')}:{name.localname}"
        if full not in SEQUENCES:
            continue
        judged.add(full)
        order = SEQUENCES[full]
        children = [etree.QName(child).localname for child in element]
        places = [order.index(child) if child in order else -1 for child in children]
        if -1 in places or places != sorted(places):
            faults.append(f"{full}: {' '.join(children)}")
    return faults, judged
