"""XML signatures (CAP 1.2 §3.3.4.1), where a key is given from outside the repository.

RSA with PKCS #1 v1.5 and SHA-256: the same bytes each time, unlike PSS and ECDSA.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

#: Names files in PEM: the private key, and the certificate that goes with it (may be absent).
KEY, CERTIFICATE = "YINGJI_CAP_KEY", "YINGJI_CAP_CERTIFICATE"
#: Shorter keys are taken for broken.
_BITS = 2048
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


class KeyFaultError(ValueError):
    """The key can not be used; the text says why, to those who run the site."""


class Signer(NamedTuple):
    """A key and its certificate, in PEM."""

    key: bytes
    certificate: bytes | None

    @property
    def identity(self) -> bytes:
        """A digest: another key makes other files."""
        return blake2b(self.key + b"\0" + (self.certificate or b""), digest_size=16).digest()

    def sign(self, root: etree._Element) -> etree._Element:
        """``root`` with an enveloped signature as its last element."""
        from signxml.algorithms import SignatureConstructionMethod
        from signxml.signer import XMLSigner

        signer = XMLSigner(
            method=SignatureConstructionMethod.enveloped,
            signature_algorithm="rsa-sha256",
            digest_algorithm="sha256",
            c14n_algorithm=_EXCLUSIVE,
        )
        certificate = self.certificate.decode() if self.certificate else None
        return signer.sign(root, key=self.key, cert=certificate)


def find_signer(environment: Mapping[str, str], project: Path) -> Signer | None:
    """The key that the environment names; ``None`` where it names none. Raises KeyFaultError."""
    named = environment.get(KEY)
    if not named:
        return None
    key = _read(named, project)
    certificate = environment.get(CERTIFICATE)
    signer = Signer(key, _read(certificate, project) if certificate else None)
    _check(signer)
    return signer


def _read(name: str, project: Path) -> bytes:
    path = Path(name)
    if path.resolve().is_relative_to(project.resolve()):
        raise KeyFaultError("密钥不能放在项目目录里")
    try:
        return path.read_bytes()
    except OSError:
        raise KeyFaultError("密钥或证书的文件读不出来") from None


def _check(signer: Signer) -> None:
    """That it is an RSA key without a password, long enough, and the certificate's own."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    try:
        key = load_pem_private_key(signer.key, password=None)
    except (ValueError, TypeError):
        raise KeyFaultError("密钥不是没有密码的 PEM 私钥") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < _BITS:
        raise KeyFaultError(f"密钥应是 {_BITS} 位以上的 RSA 私钥")
    if signer.certificate is None:
        return
    try:
        certificate = load_pem_x509_certificate(signer.certificate)
    except ValueError:
        raise KeyFaultError("证书不是 PEM 格式的 X.509 证书") from None
    if certificate.public_key() != key.public_key():
        raise KeyFaultError("证书和密钥不是一对")
