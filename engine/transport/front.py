"""The first look at a request: operations go straight to the endpoint, all else to the app around it."""

from starlette.types import ASGIApp, Receive, Scope, Send


def front(path: str, endpoint: ASGIApp, others: ASGIApp) -> ASGIApp:
    """Send each POST to `path` to the endpoint, which answers every failure itself; routes and pages are not for it."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_operation = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == path
        await (endpoint if is_operation else others)(scope, receive, send)

    return app
