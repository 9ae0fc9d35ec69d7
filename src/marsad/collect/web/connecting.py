"""Connections to an address that was looked up and checked, under the host's own name: no second look-up, no proxy."""

from __future__ import annotations

import http.client
import socket
import ssl


class Plain(http.client.HTTPConnection):
    """HTTP to a pinned network address."""

    def __init__(self, host: str, address: str, port: int, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address

    def connect(self) -> None:
        """Open the connection."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class Secure(Plain):
    """HTTPS to a pinned network address; the certificate is checked for the host's name."""

    default_port = http.client.HTTPS_PORT

    def __init__(self, host: str, address: str, port: int, timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(host, address, port, timeout)
        self._checked = context

    def connect(self) -> None:
        """Open the connection.  Raises `ssl.SSLError` where the certificate isn't the host's."""
        super().connect()
        self.sock = self._checked.wrap_socket(self.sock, server_hostname=self.host)
