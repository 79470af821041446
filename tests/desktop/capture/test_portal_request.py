"""Portals that are new, old, deaf, broken or missing: each question ends, and says how."""
import os
import subprocess

from pictures import check, start

ASK = os.environ['ASKG_PORTAL_ASK']
STUB = os.environ['ASKG_PORTAL_STUB']
SCREENSHOT = ('org.freedesktop.portal.Screenshot', 'Screenshot', '800', '')


def ask(mode, status=0):
    """What the client printed, and what the portal was called."""
    portal = start(STUB, mode)
    done = subprocess.run([ASK, *SCREENSHOT], stdout=subprocess.PIPE, text=True, timeout=20)
    portal.terminate()
    calls = [line.split() for line in portal.stdout.read().splitlines()]
    portal.wait()
    check(done.returncode == status, f'{mode}: status {done.returncode}:\n{done.stdout}')
    return done.stdout.splitlines(), calls


def test_our_name_is_told_first_and_on_the_same_connection():
    told, calls = ask('new')
    check(told[0] == 'version 2' and told[1] == 'registered' and '/stub' in told[2], f'{told}')
    check([call[0] for call in calls] == ['Register', 'Screenshot'], f'{calls}')
    check(calls[0][2] == 'org.askglass.Askglass' and calls[0][1] == calls[1][1], f'{calls}')


def test_an_old_portal_may_answer_elsewhere():
    told, _ = ask('moved')
    check(told[1] == 'unregistered' and '/stub' in told[2], f'{told}')


def test_a_portal_that_is_deaf_meets_the_time_limit_and_is_told():
    told, calls = ask('deaf', status=1)
    check(told[-1] == 'silent', f'{told}')
    check(calls[-1][0] == 'Close', f'{calls}')


def test_a_back_end_that_is_missing_is_told_at_once():
    check(ask('broken', status=1)[0][-1] == 'absent', 'not told')


def test_what_is_no_answer_is_not_taken_for_one():
    check('/stub' in ask('garbled')[0][-1], 'the answer was missed')


def test_no_portal_and_no_bus():
    for environment in {}, {'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nowhere'}, \
            {'DBUS_SESSION_BUS_ADDRESS': '', 'XDG_RUNTIME_DIR': '/nowhere'}:
        done = subprocess.run([ASK, *SCREENSHOT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              timeout=20, env={**os.environ, **environment})
        check(done.stdout.splitlines()[-1] == 'absent', f'{environment}: {done.stdout}')


def main():
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            test()
            print('ok', name, flush=True)


main()
