"""Certificates for tests, of an authority of their own, for this machine only."""

from __future__ import annotations

import datetime as dt
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from discloser.usecases.batch.tls import Tls

_DAY = dt.timedelta(1)


def certificates(folder: Path) -> Tls:
    """An authority, and a certificate of 127.0.0.1 with its key, which both sides use."""
    authority, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = dt.datetime.now(dt.UTC)

    def signed(subject_key: ec.EllipticCurvePrivateKey, subject: str, *, root: bool) -> x509.Certificate:
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])).issuer_name(name)
            .public_key(subject_key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - _DAY).not_valid_after(now + _DAY)
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .sign(authority, hashes.SHA256()))

    files = Tls(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    assert files.authority
    assert files.certificate
    assert files.key
    pem = serialization.Encoding.PEM
    files.authority.write_bytes(signed(authority, "test", root=True).public_bytes(pem))
    files.certificate.write_bytes(signed(key, "here", root=False).public_bytes(pem))
    files.key.write_bytes(key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return files
