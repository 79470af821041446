"""Servers behind the wrong door, pages that stand before them, and manners that are odd but mean well."""
import json

from .oddities import delta
from .wire import GOOD, case, chunk, event, stream, usage

BLOCKED = ('<!DOCTYPE html><!--[if lt IE 7]><html class="no-js ie6"><![endif]--><html><head><title>Attention Required! | Cloudflare</title>'
           '<style>.a{}</style></head><body><h1>Sorry, you have been blocked</h1><p>Ray ID: 8f2c1a</p><p>Your IP: 203.0.113.7</p></body></html>')


def named(name, **members):
    return f'event: {name}\n' + event({'type': name, **members})


# -- Another door -----------------------------------------------------------------------------------------------------------

@case(code=6, says=('Anthropic Messages', '/v1', 'anthropic_stream'), asks=1)
def anthropic_stream(wire):
    wire.say(named('message_start', message={'id': 'msg_1', 'type': 'message', 'role': 'assistant', 'content': [], 'model': 'm1'}) +
             named('content_block_start', index=0, content_block={'type': 'text', 'text': ''}) + named('ping') +
             named('content_block_delta', index=0, delta={'type': 'text_delta', 'text': 'Good day.'}) +
             named('content_block_stop', index=0) + named('message_delta', delta={'stop_reason': 'end_turn'}, usage={'output_tokens': 3}) +
             named('message_stop'))


@case(code=6, says=('Anthropic Messages', 'anthropic_whole'), asks=1)
def anthropic_whole(wire):
    wire.tell({'id': 'msg_1', 'type': 'message', 'role': 'assistant', 'model': 'm1', 'content': [{'type': 'text', 'text': 'Good day.'}],
               'stop_reason': 'end_turn', 'usage': {'input_tokens': 9, 'output_tokens': 3}})


@case(code=6, says=('Ollama', 'ollama_by_its_own_door'), asks=1)
def ollama_by_its_own_door(wire):
    wire.say(''.join(json.dumps({'model': 'm1', 'created_at': '2026-01-01T00:00:00Z', 'message': {'role': 'assistant', 'content': text},
                                 'done': done}) + '\n' for text, done in (('Good', False), (' day.', False), ('', True))),
             200, 'application/x-ndjson')


@case(code=6, says=('Gemini', 'gemini_by_its_own_door'), asks=1)
def gemini_by_its_own_door(wire):
    wire.say(event({'candidates': [{'content': {'parts': [{'text': 'Good day.'}], 'role': 'model'}, 'finishReason': 'STOP'}]}))


@case(code=6, says=('OpenAI Responses', 'responses_by_its_own_door'), asks=1)
def responses_by_its_own_door(wire):
    wire.say(named('response.created', response={'id': 'r', 'object': 'response'}) + named('response.output_text.delta', delta='Good day.') +
             named('response.completed', response={'id': 'r', 'object': 'response', 'status': 'completed'}))


# -- Pages ------------------------------------------------------------------------------------------------------------------

@case(code=6, says=('403: Attention Required! | Cloudflare', 'blocked_by_cloudflare'), never=('Ray ID', '203.0.113', '<'), asks=None)
def blocked_by_cloudflare(wire):
    wire.say(BLOCKED, 403, 'text/html; charset=UTF-8')


@case(code=6, says=('Attention Required!', 'web page'), never=('Ray ID', '<', '(200'), asks=None)
def blocked_with_200(wire):
    wire.say(BLOCKED, 200, 'text/html')


@case(code=6, says=('504 Gateway Time-out', 'nginx_504'), never=('504: 504', '<'), asks=None)
def nginx_504(wire):
    wire.say('<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n'
             '<hr><center>nginx/1.25.3</center></body></html>', 504, 'text/html')


@case(code=6, says=('503: Under maintenance', 'page_without_a_title'), never=('<', 'Jenny'), asks=None)
def page_without_a_title(wire):
    wire.say('<html><head><title>\n </title></head><body><h1 class="big">Under <b>maintenance</b></h1><p>Ask Jenny.</p></body></html>', 503, 'text/html')


@case(code=6, says=('502', 'page_that_breaks_off'), never=('<',), asks=None)
def page_that_breaks_off(wire):
    wire.say('<html><head><title>Bad', 502, 'text/html')


# -- Manners ----------------------------------------------------------------------------------------------------------------

@case(reasoning='Hm. Yes.')
def thinks_in_details_alone(wire):
    wire.say(stream(*(delta(content='', reasoning_details=[{'type': 'reasoning.text', 'text': text, 'index': 0}]) for text in ('Hm.', ' Yes.')),
                    delta(content='', reasoning_details=[{'type': 'reasoning.encrypted', 'data': 'gAAA', 'index': 1}]),
                    chunk('Good day.'), chunk(reason='stop')))


@case(usage=(9, 3))
def counts_are_null_until_the_end(wire):
    wire.say(stream(*(chunk(text, usage=None) for text in ('Good', ' day.')), chunk(reason='stop', usage=None),
                    {**chunk(), 'choices': [], 'usage': usage()}))


@case(usage=(9, 3))
def counts_and_then_null(wire):
    wire.say(stream(chunk('Good day.', usage=usage()), chunk(reason='stop', usage=None)))


@case()
def choices_are_null(wire):
    wire.say(stream({**chunk(), 'choices': None}, chunk('Good'), {**chunk(), 'choices': None, 'usage': None}, chunk(' day.'), chunk(reason='stop')))


@case()
def delta_is_null(wire):
    wire.say(stream(*({**chunk(), 'choices': [{'index': 0, 'delta': part, 'finish_reason': reason}]}
                      for part, reason in (({'content': 'Good day.'}, None), (None, None), (None, 'stop')))))


@case()
def says_more_after_its_reason(wire):
    wire.say(stream(chunk('Good', 'stop'), chunk(' day.'), chunk('', 'stop')))


@case()
def two_ends(wire):
    wire.say(GOOD + event('[DONE]'))


@case()
def filters_tell_their_results(wire):
    """As Azure begins: without a choice, without a model."""
    safe = {'hate': {'filtered': False, 'severity': 'safe'}}
    wire.say(stream({'id': '', 'object': '', 'created': 0, 'model': '', 'choices': [], 'prompt_filter_results': [{'prompt_index': 0, 'content_filter_results': safe}]},
                    *({**chunk(), 'choices': [{'index': 0, 'delta': {'content': text}, 'finish_reason': reason, 'content_filter_results': safe}]}
                      for text, reason in (('Good', None), (' day.', None), ('', 'stop')))))


@case()
def tells_how_likely_each_word_was(wire):
    likely = {'content': [{'token': 'Evil', 'logprob': -0.1, 'bytes': [69], 'top_logprobs': [{'token': 'Worse', 'logprob': -2, 'bytes': None}]}], 'refusal': None}
    wire.say(stream(*({**chunk(text, reason), 'choices': [{**chunk(text, reason)['choices'][0], 'logprobs': likely}]}
                      for text, reason in (('Good', None), (' day.', None), (None, 'stop')))))


@case()
def lines_of_every_kind(wire):
    """Fields that nobody needs, a comment, data over two lines, no space behind the colon, spaces behind the end."""
    first, rest = json.dumps(chunk('Good')).split(', ', 1)
    wire.say(f': hello\r\nretry: 3000\r\nid: 1\r\nevent: message\r\ndata:{first},\r\ndata: {rest}\r\n\r\nid: 2\ndata:{json.dumps(chunk(" day."))}\n\n'
             f'x-own: 1\ndata\n\ndata:{json.dumps(chunk(reason="stop"))}\r\rdata:[DONE]  \n\n')


@case(answer='x' * 3_000_000, within=20)
def one_event_of_three_megabytes(wire):
    wire.say(stream(chunk('x' * 3_000_000), chunk(reason='stop')))


@case(answer='Good day.', tools=1)
def speaks_and_calls(wire):
    """The call comes in pieces, and its reason is the wrong one."""
    wire.say(stream(chunk('Good day.'), delta(tool_calls=[{'index': 0, 'id': 'c1', 'type': 'function', 'function': {'name': 'look', 'arguments': ''}}]),
                    *(delta(tool_calls=[{'index': 0, 'function': {'arguments': part}}]) for part in ('{"a', 't": ', '1}')), chunk(reason='stop')))


@case()
def reasons_of_other_houses(wire):
    wire.say(stream(chunk('Good day.'), chunk('', 'end_turn')))


@case()
def shouts_its_reason(wire):
    wire.say(stream(chunk('Good day.'), chunk('', 'STOP')))


@case()
def error_that_is_none(wire):
    """Some write the member whatever happens."""
    wire.say(stream(chunk('Good', error=None), chunk(' day.', error=None), chunk(reason='stop', error=None)))


@case()
def error_that_is_empty(wire):
    wire.say(stream(chunk('Good', error=''), chunk(' day.', error={}), chunk(reason='stop', error='')))


@case()
def ends_without_a_line_end(wire):
    wire.say((event(chunk('Good')) + event(chunk(' day.')) + event(chunk(reason='stop'))).rstrip('\n'))


@case(model='org/m1:free', models=['org/m1:free'], no_notes=True)
def model_without_its_price(wire):
    wire.say(GOOD.replace('"m1"', '"org/m1"'))


@case(code=6, says=('something else', 'null_for_an_answer'), asks=None)
def null_for_an_answer(wire):
    wire.say('null', 200, 'application/json')


@case(code=6, says=('key', 'Not authenticated'), asks=None)
def detail_of_a_login(wire):
    wire.tell({'detail': 'Not authenticated'}, 401)


@case(code=6, says=('list_for_words', 'first'), asks=None)
def list_for_words(wire):
    wire.tell({'error': {'message': ['first', 'second'], 'code': 400}}, 400)


@case(code=6, says=('할당량', 'in_korean'), asks=None)
def in_korean(wire):
    wire.tell({'error': {'message': '할당량을 모두 썼습니다.', 'type': 'insufficient_quota'}}, 429)


@case(code=3, says=('smaller', 'too_large_in_json'), attach='image', asks=None)
def too_large_in_json(wire):
    wire.refuse(413, 'Payload too large', type='request_entity_too_large')


@case(code=6, says=('empty answer', 'thinks_without_end'), asks=None, reasoning='Hm. So, then')
def thinks_without_end(wire):
    wire.say(stream(chunk('<think>Hm. '), chunk('So, then'), chunk(reason='stop')))


@case(code=6, says=('broke off', 'cut_by_a_proxy_in_a_comment'), answer='Good')
def cut_by_a_proxy_in_a_comment(wire):
    wire.pieces(event(chunk('Good')), ': keep-al')
