"""What stands before a server: proxies, pages, packing, lengths, headers; and connections that end at every stage."""
import gzip
import os
import time

from .wire import GOOD, case, chunk, event, fail, stream

PAGE_502 = ('<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n'
            '<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n')
PAGE_524 = ('<!DOCTYPE html>\n<!--[if lt IE 7]> <html class="no-js ie6 oldie" lang="en-US"> <![endif]-->\n<html><head>\n<title>'
            'llm.example | 524: A timeout occurred</title><style>body{margin:0;padding:0}</style><script>var a="<b>";</script>'
            '</head><body><h1>A timeout occurred <span>Error code 524</span></h1>' + '<p>Cloudflare Ray ID</p>' * 200 + '</body></html>')
LOGIN = ('<!doctype html><html><head><title>Sign in</title></head><body><form action="/login"><input name="password">'
         '</form></body></html>')


@case(code=6, says=('nginx_502', '502'), never=('<',), asks=None)
def nginx_502(wire):
    wire.say(PAGE_502, 502, 'text/html')


@case(code=6, says=('cloudflare_524', 'timeout'), never=('<', 'body{'), asks=None)
def cloudflare_524(wire):
    wire.say(PAGE_524, 524, 'text/html; charset=UTF-8')


@case(code=3, says=('413', 'smaller'), attach='image', limit_bytes=100, asks=0)
def nginx_limits_the_body(wire):
    wire.say(GOOD)


@case(code=6, says=('web page', 'login_page'), never=('<',), asks=None, models=LOGIN)
def login_page(wire):
    wire.say(LOGIN, 200, 'text/html')


@case(code=6, says=('web page', 'login_page_without_type'), never=('<',), asks=None, models=None)
def login_page_without_type(wire):
    wire.say('\r\n\r\n  ' + LOGIN, 200, None)


@case(code=6, says=('login_page_as_stream', 'web page'), never=('<',), asks=1)
def login_page_as_stream(wire):
    wire.say(LOGIN, 200, 'text/event-stream')


@case(code=6, says=('elsewhere', 'login.example'), asks=None, models=None)
def redirect_to_a_login(wire):
    wire.say('', 302, 'text/html', 'Location: https://login.example/?next=/v1')


@case(code=6, says=('elsewhere', 'redirect_of_the_list'), asks=None, front=lambda wire: wire.say('', 308, 'text/html', 'Location: /other/v1/models') or True)
def redirect_of_the_list(wire):
    fail('it must not be asked')


@case(code=0, url='/llm/v1')
def proxy_with_a_prefix(wire):
    wire.path == '/proxy_with_a_prefix/llm/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='/llm', front=lambda wire: not wire.path.startswith('/proxy_prefix_without_v1/llm/v1') and (wire.tell({'detail': 'Not Found'}, 404) or True))
def proxy_prefix_without_v1(wire):
    wire.say(GOOD)


@case(code=6, url='/v1', says=('address', 'proxy_prefix_forgotten'), asks=None,
      front=lambda wire: not wire.path.startswith('/proxy_prefix_forgotten/llm/v1') and (wire.say('404 page not found\n', 404, 'text/plain') or True))
def proxy_prefix_forgotten(wire):
    fail('there is nothing here')


@case(code=0, url='/openai/v1/chat/completions')
def address_with_its_endpoint(wire):
    wire.path == '/address_with_its_endpoint/openai/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='/v1///')
def address_with_slashes(wire):
    wire.path == '/address_with_slashes/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='')
def address_without_v1(wire):
    wire.say(GOOD)


@case(code=0, url='/v1', front=lambda wire: '/v1/' in wire.path and (wire.say('no', 404, 'text/plain') or True))
def address_with_v1_too_much(wire):
    wire.say(GOOD)


@case(code=0, url='', host='[::1]')
def ipv6(wire):
    wire.headers['host'].startswith('[::1]:') or fail(wire.headers)
    wire.say(GOOD)


@case(code=0, url='/v1', host='localhost')
def by_name(wire):
    wire.say(GOOD)


@case(code=0)
def proxy_holds_the_stream_back(wire):
    time.sleep(1.5)
    wire.say(GOOD)


@case(code=6, answer='Good', says=('broke off', 'proxy_cuts_when_idle'))
def proxy_cuts_when_idle(wire):
    wire.pieces(stream(chunk('Good'), done=False), pause_s=0.5)


@case(code=6, answer='Good', says=('proxy_cuts_chunks',))
def proxy_cuts_chunks(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    wire.send(f'{len(text):x}\r\n{text}\r\n')
    time.sleep(0.2)
    wire.close()


@case(code=6, answer='Good', says=('chunks_that_are_none',))
def chunks_that_are_none(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    wire.send(f'{len(text):x}\r\n{text}\r\nzz\r\nqq')
    time.sleep(0.2)
    wire.close()


@case(code=0)
def small_chunks(wire):
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    for byte in GOOD:
        wire.send(f'1\r\n{byte}\r\n')
    wire.send('0\r\nX-Trailer: yes\r\n\r\n')


@case(code=0)
def crlf_and_bom(wire):
    wire.say('\ufeff' + GOOD.replace('\n', '\r\n'))


@case(code=0)
def packed(wire):
    wire.say(gzip.compress(GOOD.encode()), 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, says=('packed_and_says_nothing',), asks=None)
def packed_and_says_nothing(wire):
    wire.say(gzip.compress(GOOD.encode()))


@case(code=6, says=('packed', 'packed_badly'), asks=None)
def packed_badly(wire):
    wire.say(b'this is no gzip', 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, says=('packed_in_a_way_nobody_knows',), asks=None)
def packed_in_a_way_nobody_knows(wire):
    wire.say(b'\x28\xb5\x2f\xfd' + os.urandom(60), 200, 'text/event-stream', 'Content-Encoding: snappy')


@case(code=6, says=('packed_bomb',), asks=1, within=20)
def packed_bomb(wire):
    wire.say(gzip.compress(b'data: ' + bytes(300_000_000), 1), 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, answer='Good', says=('length_too_long',))
def length_too_long(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', f'Content-Length: {len(text) + 999}')
    wire.send(text)
    time.sleep(0.2)
    wire.close()


@case(code=6, answer='Good', says=('broke off',))
def length_too_short(wire):
    wire.head(200, 'text/event-stream', f'Content-Length: {GOOD.index(" day") + 4}')
    wire.send(GOOD)
    wire.closes = True


@case(code=0)
def length_too_long_but_done(wire):
    wire.head(200, 'text/event-stream', f'Content-Length: {len(GOOD) + 999}')
    wire.send(GOOD)
    time.sleep(0.2)
    wire.close()


@case(code=6, says=('endless_headers', 'header'), asks=None)
def endless_headers(wire):
    wire.send('HTTP/1.1 200 OK\r\n')
    for i in range(40000):
        wire.send(f'X-Filler-{i}: {"x" * 200}\r\n')


@case(code=6, says=('endless_header', 'header'), asks=None)
def endless_header(wire):
    wire.send('HTTP/1.1 200 OK\r\nX-Filler: ')
    for i in range(40):
        wire.send('x' * 65536)


@case(code=6, says=('endless_promises',), asks=None)
def endless_promises(wire):
    """A hundred thousand times: go on."""
    for i in range(1000):
        wire.send('HTTP/1.1 100 Continue\r\n\r\n' * 100)


@case(code=6, says=('speaks_something_else', 'HTTP'), asks=None, front=lambda wire: wire.send('SSH-2.0-OpenSSH_9.2\r\n') or wire.close() or True)
def speaks_something_else(wire):
    fail('it must not be asked')


@case(code=6, says=('speaks_something_else_later',), asks=None)
def speaks_something_else_later(wire):
    wire.send('220 smtp ready\r\n')
    wire.close()


# -- Connections that end -------------------------------------------------------------------------------------------------

@case(code=6, says=('resets_the_list',), asks=None, front=lambda wire: wire.cut() or True)
def resets_the_list(wire):
    fail('it must not be asked')


@case(code=6, says=('resets_before_a_word',), asks=None)
def resets_before_a_word(wire):
    wire.cut()


@case(code=6, says=('closes_before_a_word',), asks=None)
def closes_before_a_word(wire):
    wire.close()


@case(code=6, says=('resets_in_the_head',), asks=None)
def resets_in_the_head(wire):
    wire.send('HTTP/1.1 200 OK\r\nContent-Ty')
    wire.cut()


@case(code=6, says=('resets_after_the_head',), asks=None)
def resets_after_the_head(wire):
    wire.begin()
    wire.cut()


@case(code=6, answer='Good', says=('resets_in_an_event',))
def resets_in_an_event(wire):
    wire.begin()
    wire.send(stream(chunk('Good'), done=False) + 'data: {"choices":[{"delta":{"content":" evil')
    wire.cut()


@case(code=0)
def resets_after_its_reason(wire):
    """All was said: how it left does not matter."""
    wire.begin()
    wire.send(GOOD.replace(event('[DONE]'), ''))
    wire.cut()


@case(code=0)
def resets_after_done(wire):
    wire.begin()
    wire.send(GOOD)
    wire.cut()


@case(code=0, asks=2)
def closes_a_kept_connection(wire):
    """Closes without a word after every reply that promised to go on; the next question comes at once."""
    if wire.n == 1:
        wire.tell({'error': {'message': 'busy'}}, 503, 'Retry-After: 1')
        wire.close()
    else:
        wire.say(GOOD)
