#!/usr/bin/python3
"""`askglass watch`: runs again when a person changes something, and speaks up once for each new failure."""
import os
import signal
import subprocess
import threading
import time

from terminal import ASKGLASS, Session, Terminal, fail, run_all


def expect(is_so, why):
    is_so or fail(why)


SCRIPT = 'echo run $(cat count 2>/dev/null | wc -l); echo x >> count; cat state; test ! -s state'


def test_a_new_failure_is_told_once_and_the_end_of_it():
    with Session() as session:
        (session.folder / 'state').write_text('')
        terminal = Terminal(session, ASKGLASS, 'watch', '--', 'sh', '-c', SCRIPT)
        terminal.wait_for('run 0')
        time.sleep(0.5)
        (session.folder / 'state').write_text('main.c:4:10: error: expected\n')
        terminal.wait_for('run 1')
        terminal.wait_for('fails: main.c:4: expected')
        time.sleep(0.5)
        (session.folder / 'state').write_text('main.c:9:10: error: expected\n')
        terminal.wait_for('run 2')
        terminal.wait_for('main.c:9:10')
        time.sleep(0.6)
        expect('fails' not in terminal.wait_nothing(), 'the same failure is told twice')
        (session.folder / 'state').write_text('main.c:9:10: error: another\n')
        terminal.wait_for('fails: main.c:9: another')
        time.sleep(0.5)
        (session.folder / 'state').write_text('')
        terminal.wait_for('is well again')
        time.sleep(0.6)
        expect('run 5' not in terminal.wait_nothing(), 'what it writes itself makes it run again')
        terminal.type('\x03')
        _, status = terminal.end()
        expect(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, status)


def test_ctrl_c_ends_it_while_it_runs():
    with Session() as session:
        terminal = Terminal(session, ASKGLASS, 'watch', '--', 'sh', '-c', 'echo ready; exec sleep 30')
        terminal.wait_for('ready')
        time.sleep(0.2)
        terminal.type('\x03')
        terminal.end()


def test_what_git_ignores_is_left_out():
    with Session() as session:
        subprocess.run(['git', 'init', '-q'], cwd=session.folder, check=True, env=session.env)
        (session.folder / '.gitignore').write_text('*.log\nout/\nrun/\n')
        (session.folder / 'out').mkdir()
        terminal = Terminal(session, ASKGLASS, 'watch', '--', 'sh', '-c', 'echo ran')
        terminal.wait_for('ran')
        time.sleep(0.4)
        for name in ('a.log', 'out/x.c', '.hidden', 'x.c~', '.git/x'):
            (session.folder / name).write_text('x')
        time.sleep(0.8)
        expect('ran' not in terminal.wait_nothing(), 'something ignored makes it run')
        (session.folder / 'new').mkdir()
        time.sleep(0.1)
        (session.folder / 'new/b.c').write_text('x')
        terminal.wait_for('ran')
        time.sleep(0.4)
        terminal.type('\x03')
        terminal.end()


def test_a_log_is_followed_through_rotation_and_truncation():
    with Session() as session:
        log = session.folder / 'app.log'
        log.write_text('a.c:1:1: error: old\n')
        terminal = Terminal(session, ASKGLASS, 'watch', '--file', str(log))
        time.sleep(0.5)

        def add(text, mode='a'):
            with open(log, mode) as file:
                file.write(text)
        add('fine\na.c:2:1: error: one\n')
        terminal.wait_for('a.c:2: one')
        add('a.c:7:1: error: one\n')
        log.rename(session.folder / 'app.log.1')
        add('a.c:3:1: error: two\n')
        expect('a.c:7' not in terminal.wait_for('a.c:3: two'), 'the same one is told twice')
        add('', 'w')
        time.sleep(0.6)
        add('a.c:4:1: error: three\n')
        terminal.wait_for('a.c:4: three')
        log.unlink()
        time.sleep(0.6)
        add('a.c:5:1: error: four\n')
        expect('old' not in terminal.wait_for('a.c:5: four'), 'what was there before is told')
        terminal.type('\x03')
        terminal.end()


def serve_notifications(ready, got):
    """The desktop's end: says what is shown."""
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    node = Gio.DBusNodeInfo.new_for_xml('''<node><interface name="org.freedesktop.Notifications"><method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/></method></interface></node>''')

    def call(_bus, _sender, _path, _interface, _method, words, invocation):
        got.append(words.unpack())
        invocation.return_value(GLib.Variant('(u)', (7,)))
    bus.register_object('/org/freedesktop/Notifications', node.interfaces[0], call, None, None)
    Gio.bus_own_name_on_connection(bus, 'org.freedesktop.Notifications', 0, None, None)
    GLib.timeout_add(100, ready.set)
    GLib.MainLoop().run()


def test_the_desktop_is_told_quietly():
    if 'DBUS_SESSION_BUS_ADDRESS' not in os.environ:
        print('skipped: notifications: there is no session bus')
        return
    ready, got = threading.Event(), []
    threading.Thread(target=serve_notifications, args=(ready, got), daemon=True).start()
    ready.wait(10) or fail('no bus')
    with Session() as session:
        session.env['DBUS_SESSION_BUS_ADDRESS'] = os.environ['DBUS_SESSION_BUS_ADDRESS']
        (session.folder / 'state').write_text('main.c:4:10: error: <b>no</b>\n')
        terminal = Terminal(session, ASKGLASS, 'watch', '--', 'sh', '-c', SCRIPT)
        terminal.wait_for('fails: main.c:4')
        time.sleep(0.5)
        (session.folder / 'state').write_text('')
        terminal.wait_for('is well again')
        time.sleep(0.3)
        terminal.type('\x03')
        terminal.end()
    expect(len(got) == 2 and got[0][4] == 'main.c:4: &lt;b&gt;no&lt;/b&gt;' and 'fails' in got[0][3], f'{got}')
    expect(got[0][6]['urgency'] == 0 and got[1][1] == 7 and 'well again' in got[1][3], f'{got}')


if __name__ == '__main__':
    run_all([test for name, test in sorted(globals().items()) if name.startswith('test_')])
