"""The foot of every page: which version it is, what may be done with it, and where to report an error."""

from typing import Any
from urllib.parse import quote, urlsplit

from generator.linking.edition import Edition
from generator.reading.project import last_change


class Foot:
    """Makes the feet of the pages of an edition, authored ones too. What all have is worked out once."""

    def __init__(self, edition: Edition) -> None:
        project = edition.project
        self._addresses, self._repo, self._wording = project.addresses, project.repo.rstrip("/"), edition.wording
        say, date = self._wording.say, self._wording.date
        version = say("Version %(version)s", version=project.version) if project.version else ""
        if changed := last_change(project.path.parent):
            day = date(changed)
            version = f"{version}, {day}" if version else say("Version of %(date)s", date=day)
        days = sorted({entry.checked for entry in edition.entries if entry.checked})
        shown = [date(checked) for checked in dict.fromkeys((*days[:1], *days[-1:]))]
        self._same = {
            "version": version,
            "checked": say("%(first)s to %(last)s", first=shown[0], last=shown[1]) if shown[1:] else "".join(shown),
            "description": edition.description,
            "words": dict(self._wording.theme),
            "rights": edition.statement.rights,
            "license": project.license,
            "license_url": project.license_url,
        }

    def make(self, title: str, src_uri: str) -> dict[str, Any]:
        """Return what the theme shows at the foot of a page; what is not known is left out."""
        say, report = self._wording.say, ""
        if self._repo:
            is_gitlab = "gitlab" in (urlsplit(self._repo).hostname or "")
            form = "-/issues/new?issue[title]={}&issue[description]={}" if is_gitlab else "issues/new?title={}&body={}"
            subject = say("Error on the page “%(title)s”", title=title)
            text = say(
                "Page: %(address)s\n\nThe sentence that is wrong:\n\nWhat is right, and a source that shows it:\n",
                address=self._addresses.permanent(src_uri),
            )
            report = f"{self._repo}/{form.format(quote(subject), quote(text))}"
        return {key: value for key, value in (self._same | {"report": report}).items() if value}
