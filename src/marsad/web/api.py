"""The OpenAPI document of /api/v1, made from the table of views, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.web.asked import MOST, Parameter

if TYPE_CHECKING:
    from marsad.web.routes import View

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "code", "message"],
            "properties": {
                "status": {"type": "integer"},
                "code": {"type": "string"},
                "message": {"type": "string"},
            },
        }
    },
}


def openapi(views: Sequence[View]) -> dict[str, Any]:
    """Return the description of every address of the API."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "marsad", "version": __version__},
        "paths": {f"/api/v1/{view.path.replace(':path', '')}": {"get": _operation(view)} for view in views},
        "components": {
            "schemas": {"Error": ERROR},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "marsad_session"}},
        },
        "security": [{"session": []}],
    }


def _operation(view: View) -> dict[str, Any]:
    given: list[dict[str, Any]] = [_parameter(parameter) for parameter in view.parameters]
    if "{id" in view.path:
        given.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    refused = {
        "description": "refused",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    answered = {"description": "the answer", "content": {"application/json": {"schema": {"type": "object"}}}}
    statuses = ("400", "401", "404", "422", "503")
    return {
        "operationId": view.name,
        "parameters": given,
        "responses": {
            "200": answered,
            "304": {"description": "the asker has it"},
            **dict.fromkeys(statuses, refused),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.kind == "day":
        schema["format"] = "date"
    elif parameter.kind == "number":
        schema = {"type": "integer", "minimum": 1, "maximum": MOST}
    elif parameter.kind == "flag":
        schema = {"type": "boolean"}
    elif parameter.kind == "choice":
        schema["enum"] = list(parameter.choices)
    elif parameter.kind == "parts":
        schema = {"type": "array", "items": {"type": "string", "enum": list(parameter.choices)}}
    if parameter.default is not None:
        schema["default"] = parameter.default
    out = {"name": parameter.name, "in": "query", "required": False, "schema": schema}
    return out | {"style": "form", "explode": False} if parameter.kind == "parts" else out
