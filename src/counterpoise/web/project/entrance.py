"""The addresses for signing in and joining. Only what is used of allauth has one: there are no passwords here."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoise.web.project.elsewhere import come_back, go
from counterpoise.web.project.views import again, again_by_passkey, leave, type_code, type_first_code

# Allauth shows this form to whoever asks in a way that it does not know; here that is no way at all.
_JOIN = require_http_methods(["GET", "HEAD", "POST"])(account.signup)
# Both names lead to the one page: where allauth speaks of signing in, a code is asked for.
_ASK = never_cache(account.request_login_code)

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", _ASK, name="account_login"),
    path("sign-in/", _ASK, name="account_request_login_code"),
    path("sign-in/code/", type_code, name="account_confirm_login_code"),
    path("sign-in/again/", again, name="account_reauthenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/address/", account.email, name="account_email"),
    path("sign-in/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("sign-in/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("sign-in/passkeys/again/", again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("sign-in/passkeys/use/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/passkeys/<int:pk>/take-away/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/passkeys/all/", passkeys.list_webauthn, name="mfa_index"),
    path("sign-in/out/", leave, name="account_logout"),
    path("join/", _JOIN, name="account_signup"),
    path("join/code/", type_first_code, name="account_email_verification_sent"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [
        path("sign-in/elsewhere/", elsewhere.connections, name="socialaccount_connections"),
        path("sign-in/elsewhere/broken/", elsewhere.login_error, name="socialaccount_login_error"),
        path("sign-in/elsewhere/stopped/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
        path("sign-in/elsewhere/join/", elsewhere.signup, name="socialaccount_signup"),
        path("sign-in/elsewhere/oidc/<str:provider_id>/login/", go, name="openid_connect_login"),
        path("sign-in/elsewhere/oidc/<str:provider_id>/login/callback/", come_back, name="openid_connect_callback"),
    ]
