"""A real time-stamping authority for tests: `openssl ts` with a root of its own, behind a server on this machine."""

from __future__ import annotations

import datetime as dt
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
tsa_name = yes
ordering = yes
accuracy = secs:1
"""


class Authority:
    """Makes replies to requests; `root` is the file of its certificate, `other` one of somebody else."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.root, self.other = folder, folder / "root.pem", folder / "other.pem"
        mother = _make(self.root, "Root of the test", None)
        _make(self.other, "Somebody else", None)
        _make(folder / "tsa.pem", "Authority of the test", mother)
        (folder / "serial").write_text("01\n")
        (folder / "ts.cnf").write_text(_CONFIG.format(folder=folder))

    def reply(self, request: bytes) -> bytes:
        asked, given = self.folder / "q.tsq", self.folder / "a.tsr"
        asked.write_bytes(request)
        config = ["-config", str(self.folder / "ts.cnf")]
        command = ["openssl", "ts", "-reply", *config, "-queryfile", str(asked), "-out", str(given)]
        subprocess.run(command, check=True, capture_output=True)
        return given.read_bytes()

    def holds(self, request: bytes, reply: bytes) -> bool:
        """Let openssl say whether the reply is this authority's to the request."""
        asked, given = self.folder / "q.tsq", self.folder / "a.tsr"
        asked.write_bytes(request)
        given.write_bytes(reply)
        files = ["-queryfile", str(asked), "-in", str(given), "-CAfile", str(self.root)]
        return subprocess.run(["openssl", "ts", "-verify", *files], capture_output=True, check=False).returncode == 0

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Give the address at which it answers."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked = self.headers["Content-Type"] == "application/timestamp-query" and self.path == "/tsr"
                said = authority.reply(body) if asked else b""
                self.send_response(200 if asked else 400)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        working = threading.Thread(target=server.serve_forever)
        working.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/tsr"
        finally:
            server.shutdown()
            working.join()
            server.server_close()


Signer = tuple[x509.Name, ec.EllipticCurvePrivateKey]


def _make(path: Path, name: str, mother: Signer | None) -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = mother or (subject, key)
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(start).not_valid_after(start + dt.timedelta(days=3650))
    made = made.add_extension(x509.BasicConstraints(ca=mother is None, path_length=None), critical=True)
    if mother is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(made.sign(signing, hashes.SHA256()).public_bytes(pem))
    path.with_suffix(".key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return subject, key
