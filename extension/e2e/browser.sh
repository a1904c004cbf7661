#!/bin/sh
# Makes sure that there is a Chromium to test with and a font to read Chinese by. The order:
# $CHROME, an installed Chromium, Playwright's own, the system's packages. Safe to run again.
set -u
cd "$(dirname "$0")/.." || exit 1

say() { printf 'browser: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt() {
	have apt-get || return 1
	as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

installed() {
	[ -n "${CHROME:-}" ] && [ -x "$CHROME" ] && return 0
	have chromium || have chromium-browser && return 0
	node -e 'process.exit(require("fs").existsSync(require("playwright-core").chromium.executablePath())?0:1)' 2>/dev/null
}

if [ -n "${CHROME:-}" ] && [ ! -x "$CHROME" ]; then
	say "CHROME=$CHROME is no program that can be run; unset it or point it at a Chromium"
	exit 1
fi
if ! installed; then
	say "no Chromium yet: asking Playwright for its own"
	env -u PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD npx playwright install chromium >/dev/null 2>&1 ||
		{ say "not to be had there: installing the system's"; apt chromium chromium-l10n; }
	installed || {
		say "no Chromium could be installed. Install one and set CHROME to its path, then run this again."
		exit 1
	}
fi

# Only Linux lacks a Chinese font by default.
if [ "$(uname)" = Linux ] && { ! have fc-list || [ -z "$(fc-list :lang=zh-cn family 2>/dev/null | head -1)" ]; }; then
	apt fontconfig fonts-noto-cjk || say "no Chinese font could be installed: screenshots will show boxes"
fi
# Debian keeps the browser's own Chinese texts in a package of their own; the extension's language follows them.
if have dpkg && dpkg -s chromium >/dev/null 2>&1 && ! dpkg -s chromium-l10n >/dev/null 2>&1; then
	apt chromium-l10n || say "chromium-l10n could not be installed: the browser stays in English"
fi
exit 0
