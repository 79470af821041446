"""What nobody writes down and somebody's server does all the same: odd framing, odd ends, odd places for a cause."""
import base64
import json
import time

from .wire import GOOD, case, chunk, event, fail, stream, usage, whole


def delta(reason=None, **members):
    return {**chunk(), 'choices': [{'index': 0, 'delta': members, 'finish_reason': reason}]}


# -- Odd framing ----------------------------------------------------------------------------------------------------------

@case()
def early_hints(wire):
    wire.send('HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n')
    wire.say(GOOD)


@case()
def http_1_0_without_a_reason(wire):
    wire.send('HTTP/1.0 200\r\nContent-Type: text/event-stream\r\n\r\n' + GOOD)
    wire.close()


@case()
def status_201(wire):
    wire.say(GOOD, 201)


@case()
def stream_called_a_page(wire):
    wire.say(GOOD, 200, 'text/html; charset=utf-8')


@case()
def stream_without_a_type(wire):
    wire.say(GOOD, 200, None)


@case()
def json_lines_and_no_stream(wire):
    wire.say('\n'.join(json.dumps(c) for c in (chunk('Good'), chunk(' day.'), chunk(reason='stop'))) + '\n', 200, 'application/x-ndjson')


@case()
def empty_events_between(wire):
    wire.say('data:\n\ndata: {}\n\ndata: null\n\nevent: ping\ndata: {"type":"ping"}\n\ndata: {"choices":[]}\n\n' + GOOD)


@case()
def reason_is_an_empty_text(wire):
    wire.say(stream(chunk('Good', ''), chunk(' day.', ''), chunk('', 'stop')))


@case()
def reason_is_the_text_null(wire):
    wire.say(stream(chunk('Good', 'null'), chunk(' day.', 'null'), chunk('', 'stop')))


@case()
def reason_comes_with_the_last_word_and_again(wire):
    wire.say(stream(chunk('Good'), chunk(' day.', 'stop'), chunk('', 'stop'), chunk('', 'stop')))


@case()
def reason_on_every_chunk(wire):
    wire.say(stream(chunk('Good', 'stop'), chunk(' day.', 'stop')))


@case()
def message_in_place_of_delta(wire):
    wire.say(stream(*({**chunk(), 'choices': [{'index': 0, 'message': {'role': 'assistant', 'content': text}, 'finish_reason': reason}]}
                      for text, reason in (('Good', None), (' day.', None), ('', 'stop')))))


@case(answer='Say data: [DONE] and\n\ndata: [DONE]\n\nthen more.')
def speaks_of_its_own_end(wire):
    wire.say(stream(chunk('Say data: [DONE] and\n\ndata: [DONE]'), chunk('\n\nthen more.'), chunk(reason='stop')))


@case()
def counts_in_texts(wire):
    wire.say(stream(chunk('Good day.'), chunk(reason='stop'), {**chunk(), 'choices': [], 'usage': {
        'prompt_tokens': '9', 'completion_tokens': 3.0, 'total_tokens': None}}))


# -- Odd answers ----------------------------------------------------------------------------------------------------------

@case(answer="I'm sorry, I can't help with that.")
def refuses_in_a_member_of_its_own(wire):
    wire.say(stream(delta(role='assistant', content=None), delta(refusal="I'm sorry, "), delta(refusal="I can't help with that."),
                    chunk(reason='stop')))


@case(answer="I can't.")
def refuses_at_once(wire):
    reply = whole(None)
    reply['choices'][0]['message']['refusal'] = "I can't."
    wire.tell(reply)


@case(code=6, answer='Good', says=('broke off', 'proxy_begins_again'))
def proxy_begins_again(wire):
    """The upstream died and the proxy asked another: what comes is the beginning of another answer."""
    wire.say(stream(chunk('', role='assistant'), chunk('Good'), {**chunk('Good day.', role='assistant'), 'id': 'chatcmpl-2'},
                    {**chunk(reason='stop'), 'id': 'chatcmpl-2'}))


@case(code=6, answer='Good', says=('overloaded', 'error_event_in_plain_words'))
def error_event_in_plain_words(wire):
    wire.say(event(chunk('Good')) + 'event: error\ndata: upstream is overloaded\n\n')


@case(code=6, says=('no healthy upstream', 'error_in_a_choice'), asks=None)
def error_in_a_choice(wire):
    wire.say(stream({**chunk(), 'choices': [{'index': 0, 'delta': {'content': ''}, 'finish_reason': 'error',
                                             'error': {'code': 502, 'message': 'no healthy upstream'}}]}))


@case(code=6, answer='Good', says=('broke off', 'error_page_within_a_stream'))
def error_page_within_a_stream(wire):
    """A proxy that writes its own words into what it had begun."""
    wire.pieces(stream(chunk('Good'), done=False), 'no healthy upstream')


@case(code=6, answer='Good', says=('error_json_within_a_stream', 'out of memory'))
def error_json_within_a_stream(wire):
    wire.pieces(stream(chunk('Good'), done=False), '{"error":{"message":"CUDA out of memory","code":500}}\n')


@case(code=6, answer=' \n\n\n', says=('empty answer', 'only_spaces'), asks=None)
def only_spaces(wire):
    wire.say(stream(chunk(' \n'), chunk('\n\n'), chunk(reason='stop')))


@case(code=6, says=('empty answer', 'thinks_and_says_nothing'), asks=None, reasoning='Hm.')
def thinks_and_says_nothing(wire):
    wire.say(stream(delta(reasoning_content='Hm.'), chunk(reason='stop')))


@case()
def an_id_a_chunk(wire):
    wire.say(stream(*({**chunk(text, role='assistant'), 'id': f'c-{i}'} for i, text in enumerate(('Good', ' ', 'day.'))), chunk(reason='stop')))


@case()
def who_speaks_on_every_chunk(wire):
    wire.say(stream(chunk('Good', role='assistant'), chunk(' ', role='assistant'), {**chunk('day.', role='assistant'), 'id': 'other'},
                    chunk(reason='stop')))


# -- Odd refusals ---------------------------------------------------------------------------------------------------------

@case(code=6, says=('https://', 'plain_words_to_tls'), asks=None, models=lambda wire: wire.say('Client sent an HTTP request to an HTTPS server.\n', 400, 'text/plain'))
def plain_words_to_tls(wire):
    wire.say('Client sent an HTTP request to an HTTPS server.\n', 400, 'text/plain')


@case(code=6, says=('https://', 'plain_words_to_nginx'), asks=None, model='m1', models=None)
def plain_words_to_nginx(wire):
    wire.say('<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head><body><center><h1>400 Bad Request</h1>'
             '</center><center>The plain HTTP request was sent to HTTPS port</center></body></html>', 400, 'text/html')


@case(code=6, says=('A proxy before', 'proxy_wants_a_name'), asks=None, model='m1')
def proxy_wants_a_name(wire):
    wire.say('', 407, None, 'Proxy-Authenticate: Basic realm="x"')


@case(code=6, says=('gone_for_good', 'deprecated'), asks=1)
def gone_for_good(wire):
    wire.refuse(410, 'The model m1 has been deprecated', code='model_deprecated')


@case(code=6, says=('not_for_you', 'legal'), asks=1)
def not_for_you(wire):
    wire.say('Unavailable for legal reasons', 451, 'text/plain')


@case(code=0, asks=2)
def too_early(wire):
    wire.say('', 425, None) if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def waited_too_long_for_us(wire):
    wire.say('<html><title>408 Request Timeout</title></html>', 408, 'text/html', 'Connection: close') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def overloaded_by_529(wire):
    wire.tell({'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}, 529, 'Retry-After: 1') if wire.n == 1 else wire.say(GOOD)


@case(code=6, says=('cloudflare_1033', 'error code: 1033'), asks=None)
def cloudflare_1033(wire):
    wire.say('error code: 1033', 530, 'text/plain; charset=UTF-8')


@case(code=6, says=('Schlüssel', 'old_letters'), asks=1)
def old_letters(wire):
    wire.say(json.dumps({'error': {'message': 'Der Schlüssel paßt nicht'}}, ensure_ascii=False).encode('latin-1'), 401,
             'application/json; charset=iso-8859-1')


@case(code=6, says=('wide_letters', 'out of order'), asks=None)
def wide_letters(wire):
    wire.say(json.dumps({'error': 'out of order'}).encode('utf-16'), 500, 'application/json; charset=utf-16')


@case(code=0, asks=2, within=8)
def says_when_in_its_words(wire):
    wire.refuse(429, 'Rate limit reached for m1 on requests per min (RPM): Limit 3. Please try again in 1.2s.', code='rate_limit_exceeded') \
        if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2, within=8)
def comes_back_in_a_fraction(wire):
    wire.refuse(429, 'slow', 'Retry-After: 0.5') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2, within=8)
def comes_back_before_it_went(wire):
    wire.refuse(429, 'slow', 'Retry-After: -3') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2, within=8)
def comes_back_by_two_clocks(wire):
    wire.refuse(429, 'slow', 'Retry-After: 1', 'Retry-After: Thu, 01 Jan 1970 00:00:00 GMT') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2, within=12)
def comes_back_by_an_old_date(wire):
    when = time.strftime('%A, %d-%b-%y %H:%M:%S GMT', time.gmtime(time.time() + 2))
    wire.refuse(503, 'slow', f'Retry-After: {when}') if wire.n == 1 else wire.say(GOOD)


# -- Odd lists, and what they hear, see and draw --------------------------------------------------------------------------

@case(models='[{"id":"m1","object":"model"}]')
def bare_list(wire):
    wire.json['model'] == 'm1' or fail(wire.body)
    wire.say(GOOD)


@case(models='{"object":"list","data":[null,{"id":7},{"id":""},{"name":"x"},"y",{"id":"m1"}]}')
def list_of_odd_things(wire):
    wire.json['model'] == 'm1' or fail(wire.body)
    wire.say(GOOD)


@case(attach='image', asks=2, note='cannot see')
def blind_by_415(wire):
    wire.say('Unsupported Media Type', 415, 'text/plain') if wire.has_picture() else wire.say(GOOD)


@case(attach='image', asks=2, note='cannot see')
def blind_by_501(wire):
    wire.refuse(501, 'image_url is not implemented') if wire.has_picture() else wire.say(GOOD)


@case(attach='image', answer='Good', code=6, says=('broke off',), asks=None)
def draws_half(wire):
    picture = base64.b64encode(b'\x89PNG\r\n\x1a\n' + bytes(3000)).decode()
    wire.pieces(stream(chunk('Good'), done=False), event(delta(images=[{'image_url': {'url': f'data:image/png;base64,{picture}'}}]))[:900])


@case(attach='image', limit_bytes=100, url='/v1', code=3, says=('smaller', 'answers_while_it_is_told'), asks=0)
def answers_while_it_is_told(wire):
    wire.say(GOOD)
