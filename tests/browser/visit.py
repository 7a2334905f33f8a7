"""A visit to a page: all a browser asked for and complained of, and how to work the GraphiQL it shows."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Worker, expect


@dataclass
class Visit:
    page: Page
    requested: list[str] = field(default_factory=list)
    """Every address asked for, by the page and by its workers."""
    sockets: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on any console; a violated content security policy is among them."""

    @classmethod
    async def begin(cls, context: BrowserContext) -> "Visit":
        visit = cls(await context.new_page())
        context.on("request", lambda request: visit.requested.append(request.url))
        visit.page.on("websocket", lambda opened: visit.sockets.append(opened.url))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", lambda message: visit._note(message.type, message.text))
        visit.page.on("worker", visit._listen_to)
        return visit

    def _listen_to(self, worker: Worker) -> None:
        worker.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")

    async def write(self, name: str, document: str) -> None:
        """Replace the text of the open tab by an operation of that name, and wait until GraphiQL has read it."""
        await self.page.get_by_label("Operation Editor").locator(".view-lines").click()
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.insert_text(document)
        await expect(self.page.locator(".graphiql-tab-active")).to_have_text(name, use_inner_text=True)

    async def run(self) -> None:
        await self.page.get_by_role("button", name="Execute query").click()

    async def shows(self, text: str) -> None:
        """Wait until the answer contains the text, or fail."""
        await expect(self.page.get_by_label("Result Window")).to_contain_text(text)
