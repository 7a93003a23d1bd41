"""What operators of the machine may see: accounts, how far letters came, and jobs. Nothing that anybody said.

Only what is named here is shown, model by model and field by field. A test holds that no table of the record is here.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, path
from django_tasks_db.models import DBTaskResult

from counterpoise.web.governance.models import Letter
from counterpoise.web.people.models import Account

__all__ = ["SHOWN", "OperatorSite", "operators"]

SHOWN: dict[type[Model], tuple[str, ...]] = {
    Account: ("name", "email", "is_active", "is_staff", "last_login"),
    Letter: ("id", "kind", "route", "state", "due_at", "sent_at", "attempts", "problem"),
    DBTaskResult: ("id", "task_path", "status", "enqueued_at", "started_at", "finished_at", "exception_class_path"),
}
"""For each model its fields that operators see; no other model and no other field is shown."""

_CHANGED = {Account: {"is_active", "is_staff"}}


class OperatorSite(admin.AdminSite):
    """The pages of operators; who is none finds nothing here, as everywhere else."""

    site_header = "Counterpoise"
    site_title = "Counterpoise"
    index_title = "Accounts, letters and jobs"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Say whether somebody is an operator.

        Raises
        ------
        Http404
            They are not.
        """
        user = request.user
        if not (user.is_authenticated and user.is_active and getattr(user, "is_staff", False)):
            raise Http404
        return True

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Leave out what this site does not use: passwords, sign-in of its own, and addresses of any object."""
        unused = {"login", "password_change", "password_change_done", "view_on_site", "autocomplete", "app_list"}
        found: list[URLPattern | URLResolver] = super().get_urls()
        kept = [each for each in found if getattr(each, "name", None) not in unused]
        return [*kept, path("<str:app_label>/", self.admin_view(self.app_index), name="app_list")]


class _Shown(admin.ModelAdmin):  # type: ignore[type-arg]  # of several models
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        """Leave out the addresses of what nobody may do here."""
        kept = ("_changelist", "_change", "_history")
        return [each for each in super().get_urls() if (each.name or "").endswith(kept)]

    def get_list_display(self, _request: HttpRequest) -> tuple[str, ...]:
        """Show the fields that are named for this model."""
        return SHOWN[self.model]

    def get_fields(self, _request: HttpRequest, _obj: Any = None) -> tuple[str, ...]:  # noqa: ANN401 - a row of any model
        """Show the fields that are named for this model."""
        return SHOWN[self.model]

    def get_readonly_fields(self, _request: HttpRequest, _obj: Any = None) -> tuple[str, ...]:  # noqa: ANN401 - as above
        """Let nothing be changed but what is named."""
        return tuple(name for name in SHOWN[self.model] if name not in _CHANGED.get(self.model, set()))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let operators in; the site held that it is one."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: Any = None) -> bool:  # noqa: ANN401 - as above
        """Let operators look."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, _obj: Any = None) -> bool:  # noqa: ANN401 - as above
        """Let operators close an account, or make an operator; nothing else."""
        return self.model in _CHANGED and self.admin_site.has_permission(request)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Let nothing be added."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:  # noqa: ANN401 - as above
        """Let nothing be deleted."""
        return False


class _Letters(_Shown):
    list_filter: ClassVar[tuple[str, ...]] = ("state", "kind", "route")


class _Jobs(_Shown):
    list_filter: ClassVar[tuple[str, ...]] = ("status",)


operators = OperatorSite(name="operators")
operators.register(Account, _Shown)
operators.register(Letter, _Letters)
operators.register(DBTaskResult, _Jobs)
