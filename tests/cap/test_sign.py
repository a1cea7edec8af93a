"""Signatures: verified by another reader, the same bytes each time, never a reason to be silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.exceptions import InvalidSignature
from signxml.verifier import XMLVerifier

from generator.cap.sign import CERTIFICATE, KEY, KeyFaultError, Signer, find_signer
from tests.cap.rules import faults
from tests.cap.support import CAP_SITE, CapDesk, only
from tests.feeds.examples import at, event, message
from tests.site.support import Bench


def _pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes | None = None
) -> bytes:
    hidden: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password is not None:
        hidden = serialization.BestAvailableEncryption(password)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, hidden)


def _certificate(key: rsa.RSAPrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sample.example")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), serial_number=1)
    builder = builder.not_valid_before(at(0)).not_valid_after(at(0) + timedelta(days=36500))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def certificate(key: rsa.RSAPrivateKey) -> bytes:
    return _certificate(key)


def _signed(folder: Path, signer: Signer) -> bytes:
    desk = CapDesk(folder, CAP_SITE, signer)
    desk.write("alerts/2026/rain.yml", event(message(0)))
    found: bytes = only(desk.files(at(1)))
    return found


def test_a_signed_file_is_sound_and_verified(
    tmp_path: Path, key: rsa.RSAPrivateKey, certificate: bytes
) -> None:
    data = _signed(tmp_path, Signer(_pem(key), certificate))
    assert faults(data) == []
    root = etree.fromstring(data)
    assert root[-1].tag == "{http://www.w3.org/2000/09/xmldsig#}Signature"
    XMLVerifier().verify(root, x509_cert=certificate.decode())


def test_a_word_that_was_changed_is_noticed(
    tmp_path: Path, key: rsa.RSAPrivateKey, certificate: bytes
) -> None:
    data = _signed(tmp_path, Signer(_pem(key), certificate))
    forged = data.replace(b"Moderate", b"Extreme")
    assert forged != data
    with pytest.raises(InvalidSignature):
        XMLVerifier().verify(etree.fromstring(forged), x509_cert=certificate.decode())


def test_a_signature_has_the_same_bytes_each_time(tmp_path: Path, key: rsa.RSAPrivateKey) -> None:
    signer = Signer(_pem(key), None)
    assert _signed(tmp_path / "a", signer) == _signed(tmp_path / "b", signer)


def test_nothing_is_signed_where_no_key_is_named(tmp_path: Path) -> None:
    assert find_signer({}, tmp_path) is None
    assert find_signer({KEY: ""}, tmp_path) is None


def _bad_keys(key: rsa.RSAPrivateKey) -> Iterator[bytes]:
    yield b"no key"
    yield _pem(ec.generate_private_key(ec.SECP256R1()))
    yield _pem(key, b"secret")
    yield _pem(rsa.generate_private_key(65537, 1024))  # noqa: S505 - to be refused


def test_only_a_long_rsa_key_without_password_is_taken(
    tmp_path: Path, key: rsa.RSAPrivateKey
) -> None:
    """Other algorithms give other bytes each time; a password would have to lie somewhere too."""
    for data in _bad_keys(key):
        file = tmp_path / "key.pem"
        file.write_bytes(data)
        with pytest.raises(KeyFaultError):
            find_signer({KEY: str(file)}, tmp_path / "project")


def test_a_certificate_must_be_that_of_the_key(
    tmp_path: Path, key: rsa.RSAPrivateKey, certificate: bytes
) -> None:
    (tmp_path / "key.pem").write_bytes(_pem(key))
    (tmp_path / "own.pem").write_bytes(certificate)
    other = rsa.generate_private_key(65537, 2048)
    (tmp_path / "other.pem").write_bytes(_certificate(other))
    named = {KEY: str(tmp_path / "key.pem"), CERTIFICATE: str(tmp_path / "own.pem")}
    found = find_signer(named, tmp_path / "project")
    assert found == Signer(_pem(key), certificate)
    for name in ("other.pem", "key.pem", "none.pem"):
        with pytest.raises(KeyFaultError):
            find_signer({**named, CERTIFICATE: str(tmp_path / name)}, tmp_path / "project")


def test_a_key_in_the_repository_is_refused(tmp_path: Path, key: rsa.RSAPrivateKey) -> None:
    (tmp_path / "key.pem").write_bytes(_pem(key))
    with pytest.raises(KeyFaultError, match="项目目录"):
        find_signer({KEY: str(tmp_path / "key.pem")}, tmp_path)


def test_a_site_is_signed_anew_when_its_key_changes(
    bench: Bench, tmp_path: Path, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And without a key it is what it was: no trace of the key stays in the store."""
    bench.build()
    plain = {path.name: path.read_bytes() for path in (bench.site / "cap").iterdir()}
    (tmp_path / "key.pem").write_bytes(_pem(key))
    monkeypatch.setenv(KEY, str(tmp_path / "key.pem"))
    assert bench.build().complete
    for path in (bench.site / "cap").iterdir():
        assert b"SignatureValue" in path.read_bytes()
    bench.assert_as_fresh()
    monkeypatch.delenv(KEY)
    bench.build()
    assert {path.name: path.read_bytes() for path in (bench.site / "cap").iterdir()} == plain


def test_a_key_that_can_not_be_used_is_told_and_messages_go_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By every build, not only by the one that wrote the files."""
    monkeypatch.setenv(KEY, "/nowhere/key.pem")
    for _ in range(2):
        report = bench.build()
        assert [one.code for one in report.problems if one.severity == "error"] == [
            "cap-key-unusable"
        ]
        assert not report.complete
    assert [*(bench.site / "cap").iterdir()]
