"""Helpers of the overlay tests: the program under test, keys, and the accessibility tree."""
import os
import subprocess
import sys
import threading
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

SHOTS = os.environ.get('ASKG_SHOTS')
# What a person can press or fill in; each must say what it is.
CONTROLS = {'push button', 'toggle button', 'text', 'entry', 'list item', 'check box', 'radio button', 'menu', 'link'}


def check(is_true, what):
    if not is_true:
        sys.exit(f'FAILED: {what}')


def until(what, condition, seconds=30):
    """Waits for a condition and returns what it returned."""
    end = time.monotonic() + seconds
    while True:
        settle(0.03)
        result = condition()
        if result:
            return result
        check(time.monotonic() < end, f'not seen within {seconds} s: {what}')


def settle(seconds):
    """Lets time pass while AT-SPI's events are read."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not GLib.MainContext.default().iteration(False):
            time.sleep(0.005)


class Panel:
    """The program, what it said so far, and its window."""

    def __init__(self, program, *arguments, title='^Askglass$', environment=None):
        self.said = []
        self.process = subprocess.Popen([os.environ[program], *arguments], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **(environment or {})})
        threading.Thread(target=self.listen, daemon=True).start()
        found = subprocess.run(['xdotool', 'search', '--sync', '--onlyvisible', '--name', title],
                               stdout=subprocess.PIPE, text=True, timeout=20)
        self.window = found.stdout.split()[0]
        until('the window has the keyboard', self.is_active)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        check(self.process.wait(10) in (0, -15), f'it ended with {self.process.returncode}')

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line.rstrip('\n'))

    def is_active(self):
        got = subprocess.run(['xdotool', 'getactivewindow'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return got.stdout.strip() == self.window

    def heard(self, words):
        return any(line == words or line.startswith(words + ' ') for line in self.said)

    def key(self, *keys):
        subprocess.run(['xdotool', 'key', '--delay', '30', *keys], check=True)
        settle(0.15)

    def type(self, words):
        subprocess.run(['xdotool', 'type', '--delay', '20', words], check=True)
        settle(0.2)

    def shoot(self, name):
        if SHOTS:
            settle(0.3)
            subprocess.run(['maim', '-u', '-i', self.window, f'{SHOTS}/{name}.png'], check=True)

    def shoot_screen(self, name):
        if SHOTS:
            settle(0.3)
            subprocess.run(['maim', '-u', f'{SHOTS}/{name}.png'], check=True)

    def is_checked(self, name):
        states = [node.get_state_set() for node in self.nodes() if node.get_name() == name]
        return any(s.contains(Atspi.StateType.PRESSED) or s.contains(Atspi.StateType.CHECKED) for s in states)

    def property(self, name):
        got = subprocess.run(['xprop', '-id', self.window, name], stdout=subprocess.PIPE, text=True)
        return got.stdout

    # -- the tree ------------------------------------------------------------------------------------

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def nodes(self):
        todo = [until('the program in the accessibility tree', self.application)]
        while todo:
            node = todo.pop()
            try:
                count = node.get_child_count()
                showing = node.get_state_set().contains(Atspi.StateType.VISIBLE)
            except GLib.Error:
                continue
            if not showing and node.get_role_name() not in ('application', 'frame'):
                continue
            yield node
            todo.extend(filter(None, (node.get_child_at_index(i) for i in range(count))))

    def find(self, role, name):
        for node in self.nodes():
            if node.get_role_name() == role and node.get_name() == name:
                return node
        return None

    def press(self, name):
        """A button, as somebody with a screen reader presses it."""
        button = until(f'the button {name}', lambda: self.find('push button', name))
        Atspi.Action.do_action(button, 0)
        settle(0.2)

    def press_any(self, name):
        """What bears this name and can be pressed, whatever it is called."""
        for node in self.nodes():
            if node.get_name() == name and node.get_role_name() != 'text' and count_actions(node) > 0:
                Atspi.Action.do_action(node, 0)
                settle(0.2)
                return
        check(False, f'nothing to press is called {name}')

    def click(self, name):
        """The middle of what bears this name, with the pointer."""
        node = until(f'the words {name}', lambda: self.find('label', name))
        box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        subprocess.run(['xdotool', 'mousemove', '--window', self.window, str(box.x + box.width // 2),
                        str(box.y + box.height // 2), 'click', '1'], check=True)
        settle(0.3)

    def text(self, name):
        node = self.find('text', name)
        return Atspi.Text.get_text(node, 0, -1) if node else None

    def names(self, role):
        return [node.get_name() for node in self.nodes() if node.get_role_name() == role]

    def nameless(self):
        """Controls that a screen reader could only call by their kind."""
        return [describe(node) for node in self.nodes()
                if node.get_role_name() in CONTROLS and not (node.get_name() or '').strip()]

    def question(self):
        return self.text('Question')


def count_actions(node):
    try:
        return Atspi.Action.get_n_actions(node)
    except GLib.Error:
        return 0


def describe(node):
    path = []
    while node is not None and len(path) < 4:
        path.append(f'{node.get_role_name()} {node.get_name()!r}')
        node = node.get_parent()
    return ' in '.join(path)


def run_tests(tests):
    wanted = sys.argv[1:]
    for name, test in tests.items():
        if name.startswith('test_') and (not wanted or any(w in name for w in wanted)):
            began = time.monotonic()
            test()
            print(f'ok {name} ({time.monotonic() - began:.1f} s)', flush=True)
