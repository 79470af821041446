"""Replies that are none, or odd, or too much; lists of models that are none; silence."""
import base64
import json
import time

from .wire import GOOD, case, chunk, event, fail, stream, usage, whole


@case(code=6, says=('empty answer', 'empty_200'), asks=2)
def empty_200(wire):
    wire.say('', 200)


@case(code=6, says=('empty answer', 'empty_204'), asks=None)
def empty_204(wire):
    wire.send('HTTP/1.1 204 No Content\r\n\r\n')


@case(code=6, says=('empty answer',), asks=2)
def done_and_nothing_else(wire):
    wire.say(event('[DONE]'))


@case(code=6, says=('empty answer',), asks=2)
def stop_and_nothing_else(wire):
    wire.say(stream(chunk('', 'stop')))


@case(code=6, says=('Oops', 'json_error_with_200'), asks=None)
def json_error_with_200(wire):
    wire.tell({'error': {'message': 'Oops', 'code': 'internal'}})


@case(code=6, says=('Oops', 'json_error_with_200_flat'), asks=None)
def json_error_with_200_flat(wire):
    wire.tell({'success': False, 'message': 'Oops'})


@case(code=6, says=('half_a_json',), asks=None)
def half_a_json(wire):
    wire.say(json.dumps(whole('Good day.'))[:-40], 200, 'application/json')


@case(code=6, says=('json_of_another_kind',), asks=1)
def json_of_another_kind(wire):
    wire.tell({'status': 'ok', 'version': '1.2'})


@case(code=6, says=('json_that_is_a_list',), asks=None)
def json_that_is_a_list(wire):
    wire.tell([])


@case(code=0)
def whole_though_a_stream_was_asked(wire):
    wire.tell(whole('Good day.', usage=usage()))


@case(code=0)
def whole_in_one_event(wire):
    wire.say(event(whole('Good day.')) + event('[DONE]'))


@case(code=6, says=('plain_words', 'plain words'), asks=None)
def plain_words(wire):
    wire.say('plain words with 200', 200, 'text/plain')


@case(code=6, says=('Bad thing', 'several_lines'), never=('\n',))
def several_lines(wire):
    wire.refuse(400, 'Bad thing\r\n\tat one\n\n\nat two\x1b[31mred\u2028three' + ' and more' * 200)


@case(code=6, says=('cannot process', 'echoes_what_was_sent'), never=('AAAA',), attach='image', asks=None)
def echoes_what_was_sent(wire):
    wire.refuse(400, f'cannot process {{"messages":[{{"content":"data:image/png;base64,{base64.b64encode(b"A" * 285000).decode()}"}}]}}')


@case(code=6, says=('echoes_in_lines',), never=('QUFB',), asks=None)
def echoes_in_lines(wire):
    wire.refuse(400, 'bad: ' + base64.encodebytes(b'A' * 280000).decode())


@case(code=6, says=('an_error_that_is_a_text', 'nothing works'), asks=None)
def an_error_that_is_a_text(wire):
    wire.tell({'error': 'nothing works'}, 500)


@case(code=6, says=('an_error_without_words', '500'), asks=None)
def an_error_without_words(wire):
    wire.tell({}, 500)


@case(code=6, says=('an_error_of_nothing', '500'), asks=None)
def an_error_of_nothing(wire):
    wire.tell({'error': None}, 500)


@case(code=6, says=('teapot', '418'), asks=None)
def teapot(wire):
    wire.say('', 418, None)


@case(code=6, says=('status_999',), asks=None)
def status_999(wire):
    wire.say('no', 999, 'text/plain')


@case(code=6, says=('method_not_allowed', 'address'), asks=None)
def method_not_allowed(wire):
    wire.say('Method Not Allowed', 405, 'text/plain')


@case(code=0, finish='length')
def cut_by_length(wire):
    wire.say(stream(chunk('Good day.'), chunk('', 'length')))


@case(code=6, says=('empty answer', 'length_limit_while_thinking'), asks=None)
def length_limit_while_thinking(wire):
    wire.say(stream(chunk('<think>Hm. So'), chunk('', 'length')))


@case(code=0, answer='Good', finish='filter')
def cut_by_a_filter(wire):
    wire.say(stream(chunk('Good'), chunk('', 'content_filter')))


@case(code=6, says=('did not let', 'filtered_at_once'), asks=None)
def filtered_at_once(wire):
    wire.say(stream(chunk('', 'content_filter')))


@case(code=None, answer='', asks=1, tools=1)
def nothing_but_a_tool(wire):
    wire.say(stream({**chunk(), 'choices': [{'index': 0, 'delta': {'tool_calls': [{'index': 0, 'id': 'c1', 'type': 'function',
             'function': {'name': 'rm', 'arguments': '{"path":"/"}'}}]}, 'finish_reason': None}]}, chunk(reason='tool_calls')))


@case(code=0, reasoning='Hm.\nSo.')
def thinks_in_the_text(wire):
    wire.say(stream(*(chunk(c) for c in '<think>\nHm.\nSo.\n</think>\n\nGood day.'), chunk(reason='stop')))


@case(code=0, answer='In HTML, <think> is no tag.')
def speaks_of_thinking(wire):
    wire.say(stream(chunk('In HTML, <think> is no tag.'), chunk(reason='stop')))


@case(code=0, answer='\u202eevil\x1b]0;x\x07')
def steers_the_terminal(wire):
    wire.say(stream(chunk('\u202eevil\x1b]0;x\x07'), chunk(reason='stop')))


@case(code=0, answer='안녕 👋 a\ufffdb')
def letters_cut_in_two(wire):
    text = stream(chunk('안녕'), done=False).encode() + stream({**chunk(), 'choices': [{'index': 0, 'delta': {'content': ' 👋 a\ud83d'}}]},
                                                             chunk('b'), chunk(reason='stop')).encode()
    wire.begin()
    for i in range(len(text)):
        wire.send(text[i:i + 1])


@case(code=0)
def other_choices(wire):
    wire.say(stream({**chunk('Good'), 'choices': [{'index': 1, 'delta': {'content': 'Evil'}}, {'index': 0, 'delta': {'content': 'Good'}}]},
                    {**chunk(), 'choices': [{'index': 1, 'delta': {'content': ' night'}, 'finish_reason': 'stop'}]},
                    chunk(' day.'), chunk(reason='stop')))


@case(code=0)
def says_more_after_its_end(wire):
    wire.say(GOOD + stream(chunk('Evil')))


@case(code=6, answer='Good', says=('not_json_in_the_middle',))
def not_json_in_the_middle(wire):
    wire.say(stream(chunk('Good'), *['not json'] * 30, done=False))


@case(code=6, answer='', says=('nothing_but_comments', 'said nothing'), limits={'silence-timeout-ms': 1500, 'first-byte-timeout-ms': 1500}, within=6)
def nothing_but_comments(wire):
    """A proxy that keeps the line warm while the engine behind is gone."""
    wire.pieces(*[': keep-alive\n\n'] * 100, pause_s=0.1)


@case(code=6, says=('says_nothing_at_all', 'said nothing'), limits={'first-byte-timeout-ms': 1000}, within=12)
def says_nothing_at_all(wire):
    time.sleep(8)


@case(code=6, answer='Good', says=('stops_in_the_middle', 'silent'), limits={'silence-timeout-ms': 1000}, within=12)
def stops_in_the_middle(wire):
    wire.pieces(stream(chunk('Good'), done=False), '', pause_s=4)


@case(code=6, answer='', says=('drips_its_head',), limits={'first-byte-timeout-ms': 1500}, within=12, asks=None)
def drips_its_head(wire):
    for byte in 'HTTP/1.1 200 OK\r\nX-A: ' + 'b' * 100:
        wire.send(byte)
        time.sleep(0.1)


@case(code=6, answer='Good', says=('drips_a_line_without_end', 'silent'), limits={'silence-timeout-ms': 1500}, within=6)
def drips_a_line_without_end(wire):
    wire.pieces(stream(chunk('Good'), done=False), 'data: ', *['x'] * 100, pause_s=0.1)


@case(code=0, limits={'silence-timeout-ms': 3000})
def drips_slowly(wire):
    wire.pieces(*(GOOD[i:i + 40] for i in range(0, len(GOOD), 40)), pause_s=0.05)


@case(code=6, says=('silent_list',), asks=None, within=20, slow=True, models=lambda wire: time.sleep(16))
def silent_list(wire):
    wire.say(GOOD)


@case(code=0, asks=1, within=4, model='m1', models=lambda wire: time.sleep(16))
def silent_list_and_a_model(wire):
    wire.say(GOOD)


@case(code=0, models='{"data": "no list"}', model='m1')
def odd_list(wire):
    wire.say(GOOD)


@case(code=0, models='<html>the web interface</html>', model='m1')
def web_interface_for_a_list(wire):
    wire.say(GOOD)


@case(code=0, models='x' * 100_000, model='m1')
def nonsense_for_a_list(wire):
    wire.say(GOOD)


@case(code=0, models=lambda wire: wire.refuse(500, 'the list is broken'), model='m1')
def broken_list(wire):
    wire.say(GOOD)


@case(code=0, models=lambda wire: wire.refuse(403, 'You may not list models'), model='m1')
def forbidden_list(wire):
    wire.say(GOOD)


@case(code=0, models=[f'org/model-{i}:free' for i in range(5000)], model='org/model-4999:free')
def long_list(wire):
    wire.say(GOOD.replace('"m1"', '"org/model-4999:free"'))


@case(code=0, models=['text-embedding-3-small', 'whisper-1', 'tts-1', 'dall-e-3', 'm1'], expect_model='m1')
def list_with_others_first(wire):
    wire.json['model'] == 'm1' or fail(f'{wire.json["model"]} was asked')
    wire.say(GOOD)


@case(code=0, models=None, model=None)
def no_list_and_no_model(wire):
    wire.say(GOOD)


@case(code=6, says=('model', 'wants_a_model'), models=None)
def wants_a_model(wire):
    wire.refuse(400, 'you must provide a model parameter', type='invalid_request_error') if not wire.json.get('model') else \
        wire.refuse(404, f'The model `{wire.json["model"]}` does not exist', code='model_not_found')


@case(code=0, asks=2, attach='image', note='can see')
def blind_and_silent(wire):
    wire.say(GOOD)


@case(code=6, attach='audio', says=('hear', 'deaf_by_format'), asks=None)
def deaf_by_format(wire):
    wire.refuse(400, 'invalid message format')


@case(code=6, asks=1, attach='audio', says=('deaf_and_silent', 'cannot hear'))
def deaf_and_silent(wire):
    wire.say(stream(chunk('I cannot hear anything.'), chunk(reason='stop')))


@case(code=6, attach='image', says=('broken_picture_reader', 'panic'), asks=None)
def broken_picture_reader(wire):
    wire.refuse(500, 'panic: runtime error: index out of range')


@case(code=0, answer='x' * 3_000_000, within=20)
def three_megabytes(wire):
    wire.say(stream(*(chunk('x' * 30_000) for _ in range(100)), chunk(reason='stop')))


@case(code=6, says=('more than an answer can hold',), answer=None, within=25, any_answer=True)
def forty_megabytes(wire):
    wire.begin()
    for _ in range(1400):
        wire.send(event(chunk('x' * 30_000)))


@case(code=6, says=('line_without_end',), within=25)
def line_without_end(wire):
    wire.begin()
    wire.send('data: {"choices":[{"delta":{"content":"')
    for _ in range(40):
        wire.send(b'x' * 1_000_000)
    wire.send('"}}]}\n\n')


@case(code=0)
def deep_json(wire):
    wire.say(event('{"x":' + '[' * 100_000 + ']' * 100_000 + '}') + GOOD)
