"""What a use case may refuse to do: neither a finding nor a fault; the message says in Chinese what to do."""

from __future__ import annotations

from ..pull.intake.atoms import TooManyLines
from ..read.form.files import UnknownFormat
from ..read.kind.library import NoSuchKind
from ..render import CannotRender
from ..write.marked.pdf import CannotMark
from .batch.tls import NoCluster
from .enclosure import CannotEnclose

REFUSALS = (CannotEnclose, CannotMark, CannotRender, NoCluster, NoSuchKind, TooManyLines, UnknownFormat)
