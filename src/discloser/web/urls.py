"""Which address is which page."""

from __future__ import annotations

from django.urls import path

from .views import audit, begin, files, findings, home, moved, pull, report, rules, sheet, start, told, versions

handler400 = told.bad_request
handler403 = told.forbidden
handler404 = told.not_found
handler500 = told.own_fault

urlpatterns = [
    path("", home.home, name="home"),
    path("start/", start.begin, name="start"),
    path("start/alive", start.alive, name="alive"),
    path("blank/", home.blank, name="blank"),
    path("upload/", home.upload, name="upload"),
    path("begin/", begin.begin, name="begin"),
    path("begin/<int:job_id>/", begin.begun, name="begun"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<int:job_id>/", audit.audited, name="audited"),
    path("audit/<int:job_id>/marked/", audit.marked, name="audit_marked"),
    path("audit/<int:job_id>/paper/", audit.paper, name="audit_paper"),
    path("audit/<int:job_id>/page/<int:number>/", audit.picture, name="audit_page"),
    path("f/<int:form_id>/", versions.versions, name="versions"),
    path("f/<int:form_id>/put/", versions.put, name="put_away"),
    path("v/<int:version_id>/next/", begin.following, name="following"),
    path("v/<int:version_id>/join/", versions.join, name="join"),
    path("v/<int:version_id>/back/", versions.back, name="back"),
    path("v/<int:version_id>/pull/", pull.pull, name="pull"),
    path("v/<int:version_id>/pull/<int:job_id>/", pull.pulled, name="pulled"),
    path("rule/<slug:code>/", rules.rule, name="rule"),
    path("v/<int:version_id>/", findings.findings, name="findings"),
    path("v/<int:version_id>/waiting/", findings.waiting, name="waiting"),
    path("v/<int:version_id>/again/", findings.check_again, name="check_again"),
    path("v/<int:version_id>/new/", findings.upload_version, name="upload_version"),
    path("v/<int:version_id>/beside/", findings.upload_beside, name="upload_beside"),
    path("v/<int:version_id>/sheet/", sheet.sheet, name="sheet"),
    path("v/<int:version_id>/sheet/<str:name>/", sheet.sheet, name="sheet_named"),
    path("v/<int:version_id>/sheet/<str:name>/paste/", sheet.paste, name="paste"),
    path("v/<int:version_id>/report/", report.report, name="report"),
    path("v/<int:version_id>/report/progress/", report.progress, name="progress"),
    path("v/<int:version_id>/preview/", report.preview, name="preview"),
    path("v/<int:version_id>/output/<slug:name>/", files.output, name="output"),
    path("v/<int:version_id>/all/", files.everything, name="everything"),
    path("v/<int:version_id>/moved/", moved.moved, name="moved"),
    path("v/<int:version_id>/correction/", moved.correction, name="correction"),
    path("v/<int:version_id>/redline/", moved.redline, name="redline"),
    path("v/<int:version_id>/publication/", files.publication, name="publication"),
    path("v/<int:version_id>/form/", files.form, name="form"),
    path("v/<int:version_id>/marked/", files.marked, name="marked"),
    path("v/<int:version_id>/paper/", files.paper, name="paper"),
]
