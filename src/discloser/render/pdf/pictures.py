"""Pages of attachments in the PDF, byte for byte as they were drawn.

The typesetter unpacks every picture it is given and keeps all of them, twelve megabytes a page. So it sets pictures of
one point, as large on paper, and the pages take their places afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

from pikepdf import Name, Pdf, Stream

from ...model.report.report import Picture

StandIns = Mapping[bytes, Picture]
"""What the typesetter was given for each picture → the picture."""


class PicturesDiffer(Exception):  # noqa: N818  a fault of ours: what was printed is not what was sent
    """A picture was sent that was not printed."""


def stand_in(picture: Picture) -> bytes:
    """A JPEG of one point with the colours of a picture; that of the same picture is the same."""
    from PIL import Image  # most reports have no attachments

    point = BytesIO()
    with Image.open(BytesIO(picture.content), formats=("JPEG",)) as page:
        Image.new(page.mode, (1, 1)).save(point, "JPEG", comment=sha256(picture.content).hexdigest())
    return point.getvalue()


def put_in_place(document: Pdf, pictures: StandIns) -> None:
    """Let every picture take the place of what stands for it."""
    if not pictures:
        return
    missing = set(pictures)
    for one in document.objects:
        if isinstance(one, Stream) and one.get("/Filter") == Name.DCTDecode:
            sent = one.read_raw_bytes()
            if picture := pictures.get(sent):
                one.write(picture.content, filter=Name.DCTDecode)
                one.Width, one.Height = picture.width, picture.height
                missing.discard(sent)
    if missing:
        raise PicturesDiffer(f"{len(missing)} pictures were sent that were not printed")
