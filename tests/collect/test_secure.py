"""TLS on a real server: a certificate is checked, for the host's own name, and nothing is sent on unencrypted."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from collect.site import Site, running
from marsad.collect.web import Allowed, BlockedError, Fetcher, FetchError, Pace

HOST = "monitor.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for the host, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "host.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(context) as one:
        one.put("/a", "<p>3 killed</p>")
        yield one


def fetcher(site: Site, host: str, trusted: Path | None) -> tuple[Fetcher, str]:
    """Return what asks the site by a name, and the address of its page; `trusted` is who is believed besides."""
    beginning = f"https://{host}:{site.url.rpartition(':')[2]}"
    context = ssl.create_default_context(cafile=str(trusted)) if trusted is not None else None
    allowed = Allowed.of([beginning], loopback=True)
    asking = Fetcher(allowed, pace=Pace(1000), resolve=lambda host, port: ["127.0.0.1"], context=context)
    return asking, f"{beginning}/a"


def test_a_certificate_of_the_host_is_accepted(site: Site, certificate: Path) -> None:
    asking, url = fetcher(site, HOST, certificate)
    assert asking.fetch(url).body == b"<p>3 killed</p>"


def test_a_certificate_that_nobody_vouches_for_is_refused(site: Site) -> None:
    asking, url = fetcher(site, HOST, None)
    with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        asking.fetch(url)
    assert site.asked == []


def test_a_certificate_of_another_host_is_refused(site: Site, certificate: Path) -> None:
    asking, url = fetcher(site, "ministry.example", certificate)
    with pytest.raises(FetchError, match=r"not valid for 'ministry\.example'"):
        asking.fetch(url)
    assert site.asked == []


def test_nothing_is_sent_on_without_encryption(site: Site, certificate: Path) -> None:
    asking, url = fetcher(site, HOST, certificate)
    site.put("/a", b"", Location=url.replace("https:", "http:")).status = 302
    with pytest.raises(BlockedError, match="without encryption"):
        asking.fetch(url)
