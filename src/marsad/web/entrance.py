"""Logging in, one's own account, and the accounts of others: pages that work without a script."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.accounts import codes
from marsad.accounts.passwords import SHORTEST
from marsad.accounts.porter import MINUTE, UNSEALED
from marsad.accounts.roles import ROLES, SCOPES
from marsad.accounts.staff import Staff
from marsad.accounts.throttle import ThrottledError
from marsad.accounts.visitor import Visitor
from marsad.errors import MarsadError, UsageError
from marsad.web.forms import FormError, read_form
from marsad.web.gate import is_ours, same_origin
from marsad.web.house import Handler, House, error_answer, visitor_of
from marsad.web.teamgate import FORM, TeamGate

if TYPE_CHECKING:
    from marsad.web.doors import Asked, Door

Form = Mapping[str, str]


def account_doors(house: House) -> list[Door]:
    """Return the doors of the team mode."""
    from marsad.web.doors import Door

    gate = house.gate
    assert isinstance(gate, TeamGate)
    desk = _Desk(house, gate)
    shown: tuple[tuple[str, tuple[Asked, ...], Handler], ...] = (
        ("/login", ("open",), desk.first_page),
        ("/login/code", ("stage",), desk.shows("code")),
        ("/account/totp", ("stage",), desk.totp_page),
        ("/account/totp.svg", ("stage",), desk.totp_picture),
        ("/account/password", ("stage",), desk.shows("password")),
        ("/account", ("self",), desk.account_page),
        ("/admin/accounts", ("accounts",), desk.accounts_page),
    )
    taken: tuple[tuple[str, tuple[Asked, ...], Handler], ...] = (
        ("/login", ("open",), desk.enter),
        ("/login/code", ("stage",), desk.takes("code", desk.code)),
        ("/account/totp", ("stage",), desk.takes("totp", desk.enrol)),
        ("/account/password", ("stage",), desk.takes("password", desk.password)),
        ("/account", ("self",), desk.takes("account", desk.token)),
        ("/logout", ("stage",), desk.takes("account", desk.leave)),
        ("/admin/accounts", ("accounts",), desk.takes("accounts", desk.staff)),
        ("/admin/unseal", ("accounts",), desk.takes("accounts", desk.unseal)),
    )
    return [Door(*one) for one in shown] + [Door(*one, "POST") for one in taken]


class _Desk:
    """The handlers, and the porter whom they ask."""

    def __init__(self, house: House, gate: TeamGate) -> None:
        self.house = house
        self.gate = gate
        self.porter = gate.porter

    # --- pages

    async def first_page(self, request: Request) -> Response:
        form = codes.new_secret()
        response = self._page(request, "login", form=form, to=_inside(request.query_params.get("to", "")))
        response.set_cookie(FORM, form, httponly=True, samesite="strict", secure=self.gate.secure, path="/login")
        return response

    def shows(self, name: str) -> Handler:
        async def handle(request: Request) -> Response:
            return self._page(request, name, visitor_of(request))

        return handle

    async def totp_page(self, request: Request) -> Response:
        visitor = visitor_of(request)
        return self._page(request, "totp", visitor, secret=codes.totp_secret(visitor.secret))

    async def totp_picture(self, request: Request) -> Response:
        visitor = visitor_of(request)
        address = codes.totp_address(codes.totp_secret(visitor.secret), visitor.name)
        headers = {"cache-control": "no-store"}
        return Response(codes.totp_picture(address), media_type="image/svg+xml", headers=headers)

    async def account_page(self, request: Request) -> Response:
        return await run_in_threadpool(self._account, request, visitor_of(request))

    def _account(self, request: Request, visitor: Visitor, **more: Any) -> Response:
        with self.porter.store.register() as register:
            tokens, left = register.tokens(visitor.name), register.left(visitor.name)
        return self._page(request, "account", visitor, tokens=tokens, left=left, scopes=SCOPES, **more)

    async def accounts_page(self, request: Request) -> Response:
        return await run_in_threadpool(self._accounts, request, visitor_of(request))

    def _accounts(self, request: Request, visitor: Visitor, **more: Any) -> Response:
        found = Staff(self.porter.store).list()
        return self._page(request, "accounts", visitor, accounts=found, roles=ROLES, **more)

    # --- forms

    async def enter(self, request: Request) -> Response:
        try:
            form = await read_form(request)
        except FormError as error:
            return error_answer(self.house, request, error.status, error.code)
        kept = request.cookies.get(FORM, "")
        if not (kept and hmac.compare_digest(kept.encode(), form.get("form", "").encode())):
            return error_answer(self.house, request, 403, "token")
        if not same_origin(request.headers):
            return error_answer(self.house, request, 403, "token")
        name, password = form.get("name", ""), form.get("password", "")
        try:
            cookie = await run_in_threadpool(self.porter.enter, name, password, self.gate.address(request))
        except MarsadError as error:
            return self._again(request, "login", None, error, form=kept, to=_inside(form.get("to", "")))
        return self._with(RedirectResponse(_inside(form.get("to", "")), 303), cookie)

    def takes(self, name: str, act: Callable[[Request, Visitor, Form], Response]) -> Handler:
        """Return what takes a form of a session; a refusal shows its page again, with the reason."""

        async def handle(request: Request) -> Response:
            visitor = visitor_of(request)
            try:
                form = await read_form(request)
            except FormError as error:
                return error_answer(self.house, request, error.status, error.code)
            if visitor.token is not None or not is_ours(form.get("csrf", ""), visitor, request.headers):
                return error_answer(self.house, request, 403, "token")
            try:
                return await run_in_threadpool(act, request, visitor, form)
            except MarsadError as error:
                return await run_in_threadpool(self._again, request, name, visitor, error)

        return handle

    def code(self, request: Request, visitor: Visitor, form: Form) -> Response:
        cookie = self.porter.give_code(visitor, form.get("code", ""), self.gate.address(request))
        return self._with(RedirectResponse("/", 303), cookie)

    def enrol(self, request: Request, visitor: Visitor, form: Form) -> Response:
        cookie, made = self.porter.enrol(visitor, form.get("code", ""))
        fresh = self.porter.visitor(cookie) or visitor
        return self._with(self._page(request, "recovery", fresh, codes=made), cookie)

    def password(self, request: Request, visitor: Visitor, form: Form) -> Response:
        new = form.get("new", "")
        if visitor.stage not in ("change", "full"):
            return error_answer(self.house, request, 403, "right")
        if new != form.get("again", ""):
            raise UsageError.of("the new password was written twice in two ways")
        cookie = self.porter.change_password(visitor, form.get("password", ""), new, self.gate.address(request))
        return self._with(RedirectResponse("/account", 303), cookie)

    def token(self, request: Request, visitor: Visitor, form: Form) -> Response:
        if form.get("act") == "revoke":
            self.porter.revoke_token(form.get("id", ""), by=visitor.name, of=visitor.name)
            return RedirectResponse("/account", 303)
        self.porter.confirm(visitor, form.get("password", ""), self.gate.address(request))
        scopes = [scope for scope in SCOPES if form.get(f"scope_{scope}")]
        days = form.get("days", "90")
        made, _ = self.porter.make_token(
            visitor.name,
            scopes,
            int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0,
            form.get("note", "")[:200],
            by=visitor.name,
        )
        return self._account(request, visitor, made=made)

    def leave(self, request: Request, visitor: Visitor, form: Form) -> Response:
        self.porter.leave(visitor, everywhere=bool(form.get("everywhere")))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(self.gate.cookie, path="/", secure=self.gate.secure, httponly=True)
        return response

    def staff(self, request: Request, visitor: Visitor, form: Form) -> Response:
        self.porter.confirm(visitor, form.get("password", ""), self.gate.address(request))
        staff, name, by, act = Staff(self.porter.store), form.get("name", ""), visitor.name, form.get("act")
        if act in ("add", "reset"):
            made = codes.first_password()
            if act == "add":
                staff.add(name, form.get("role", ""), made, by=by, changing=True)
            else:
                staff.reset(name, made, by=by)
            return self._accounts(request, visitor, made=made, of=name)
        if act == "role":
            staff.give_role(name, form.get("role", ""), by=by)
        elif act == "disable":
            staff.disable(name, by=by)
        elif act == "enable":
            staff.enable(name, by=by)
        else:
            return error_answer(self.house, request, 400, "form")
        return RedirectResponse("/admin/accounts", 303)

    def unseal(self, request: Request, visitor: Visitor, form: Form) -> Response:
        self.porter.confirm(visitor, form.get("password", ""), self.gate.address(request))
        self.porter.unseal(visitor, form.get("why", ""))
        return RedirectResponse("/", 303)

    # --- answers

    def _again(
        self, request: Request, name: str, visitor: Visitor | None, error: MarsadError, **values: Any
    ) -> Response:
        if name == "account" and visitor is not None:
            answer = self._account(request, visitor, error=error)
        elif name == "accounts" and visitor is not None:
            answer = self._accounts(request, visitor, error=error)
        else:
            if name == "totp" and visitor is not None:
                values["secret"] = codes.totp_secret(visitor.secret)
            answer = self._page(request, name, visitor, error=error, **values)
        answer.status_code = 400 if isinstance(error, UsageError) else 401
        if isinstance(error, ThrottledError):
            answer.status_code = 429
            answer.headers["retry-after"] = str(error.wait)
        return answer

    def _page(self, request: Request, name: str, visitor: Visitor | None = None, **values: Any) -> Response:
        from marsad.web.pages import render_account, standpoint

        stand = standpoint(request, self.house.lang)
        rules = {"least": SHORTEST, "unsealed_minutes": UNSEALED // MINUTE}
        body = render_account(request, stand, name, visitor, rules | values)
        response = Response(body, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"})
        for key, value in stand.chosen.items():
            response.set_cookie(f"marsad_{key}", value, max_age=365 * 24 * 3600, samesite="lax", httponly=True)
        return response

    def _with(self, response: Response, cookie: str) -> Response:
        response.set_cookie(self.gate.cookie, cookie, httponly=True, samesite="lax", secure=self.gate.secure, path="/")
        return response


def _inside(path: str) -> str:
    """Return where a login leads: an address of ours, never another site's."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\", "/log")) and path.isprintable() else "/"
