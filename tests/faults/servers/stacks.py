"""Habits of serving programs and of what stands before them that the other rooms do not have: ends by other words, contents in
parts, lines cut otherwise, errors in foreign shapes."""
import json
import time

from .wire import GOOD, case as any_case, chunk, event, stream, usage, whole


def case(**more):
    """The other rooms show that a test of an engine ends well: these replies are read as theirs."""
    return any_case(tests=False, **more)


def delta(reason=None, **members):
    return {**chunk(), 'choices': [{'index': 0, 'delta': members, 'finish_reason': reason}]}


# -- Contents -------------------------------------------------------------------------------------------------------------

@case()
def content_in_parts(wire):
    wire.say(stream(delta(content=[{'type': 'text', 'text': 'Good'}]), delta(content=[{'type': 'text', 'text': ' '}, {'type': 'text', 'text': 'day.'}]),
                    chunk(reason='stop')))


@case()
def whole_content_in_parts(wire):
    wire.tell(whole([{'type': 'text', 'text': 'Good'}, {'type': 'text', 'text': ' day.'}]))


@case(reasoning='Hm.')
def thinks_in_parts(wire):
    """As Mistral's thinking models do."""
    wire.say(stream(delta(content=[{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Hm.'}]}]),
                    delta(content=[{'type': 'text', 'text': 'Good day.'}]), chunk(reason='stop')))


@case()
def content_is_null_between(wire):
    wire.say(stream(delta(role='assistant', content=None), chunk('Good'), delta(content=None, tool_calls=None, function_call=None),
                    chunk(' day.'), delta(content=None, reason='stop')))


@case(usage=(9, 3))
def koboldcpp(wire):
    """Named events, no role, a reason only at the end."""
    wire.say(''.join('event: message\n' + event(c) for c in (chunk('Good'), chunk(' day.'), chunk('', 'stop', usage=usage()))) + event('[DONE]'))


@case()
def text_generation_webui(wire):
    """Both the old and the new name of what it says, in every chunk."""
    wire.say(stream(*({**chunk(), 'choices': [{'index': 0, 'finish_reason': reason, 'delta': {'role': 'assistant', 'content': text},
                                               'message': {'role': 'assistant', 'content': text}}]}
                      for text, reason in (('Good', None), (' day.', None), ('', 'stop')))))


@case()
def tells_all_so_far_beside(wire):
    """What is new, and in a member of the choice all that was said so far."""
    wire.say(stream(*({**chunk(), 'choices': [{'index': 0, 'finish_reason': reason, 'delta': {'content': text}, 'text': so_far}]}
                      for text, so_far, reason in (('Good', 'Good', None), (' day.', 'Good day.', None), ('', 'Good day.', 'stop')))))


@case()
def whole_message_at_the_end(wire):
    """The last chunk has the whole message again, as some gateways send it."""
    wire.say(stream(chunk('Good'), chunk(' day.'), {**chunk(), 'choices': [{'index': 0, 'delta': {}, 'finish_reason': 'stop',
                                                                            'message': {'role': 'assistant', 'content': 'Good day.'}}]}))


@case()
def llama_cpp_python(wire):
    wire.say(stream(delta(role='assistant'), *({**delta(content=text), 'choices': [
        {'index': 0, 'delta': {'content': text}, 'logprobs': None, 'finish_reason': None}]} for text in ('Good', ' day.')), chunk(reason='stop')))


@case()
def mlx_counts_in_comments(wire):
    wire.say(': keepalive 1/9\n\n: keepalive 9/9\n\n' + GOOD)


@case()
def counts_are_null(wire):
    wire.say(stream(chunk('Good day.', usage=None), chunk(reason='stop', usage=None), {**chunk(), 'choices': [], 'usage': {
        'prompt_tokens': None, 'completion_tokens': None, 'total_tokens': None, 'prompt_tokens_details': None}}))


@case()
def fingerprints_and_filters(wire):
    """As Azure: first a chunk about the question alone, then verdicts on every piece."""
    fine = {'hate': {'filtered': False, 'severity': 'safe'}}
    wire.say(stream({'choices': [], 'created': 0, 'id': '', 'model': '', 'object': '', 'prompt_filter_results': [
        {'prompt_index': 0, 'content_filter_results': fine}]},
        *({**chunk(text, reason), 'choices': [{**chunk(text, reason)['choices'][0], 'content_filter_results': fine}]}
          for text, reason in (('Good', None), (' day.', None), (None, 'stop')))))


# -- Lines ----------------------------------------------------------------------------------------------------------------

@case()
def lines_end_with_cr(wire):
    wire.say(GOOD.replace('\n', '\r'))


@case()
def lines_end_with_crlf_cut_between(wire):
    data = GOOD.replace('\n', '\r\n')
    wire.begin()
    for at, piece in enumerate(data.split('\n')):
        wire.send(('\n' if at else '') + piece)
        time.sleep(0.005)


@case()
def json_over_lines(wire):
    wire.say(''.join(''.join(f'data: {line}\n' for line in json.dumps(c, indent=1).split('\n')) + '\n'
                     for c in (chunk('Good'), chunk(' day.'), chunk(reason='stop'))) + event('[DONE]'))


@case()
def no_space_behind_the_colon(wire):
    wire.say(GOOD.replace('data: ', 'data:'))


@case()
def ids_of_a_megabyte(wire):
    wire.say(f'id: {"x" * (1 << 20)}\n' + stream({**chunk('Good'), 'id': 'y' * (1 << 20)}, chunk(' day.'), chunk(reason='stop')))


@case()
def retry_and_ids(wire):
    wire.say('retry: 3000\nid: 0\n\n' + GOOD.replace('data:', 'id: 7\ndata:'))


@case()
def one_newline_between(wire):
    """Events that no empty line keeps apart."""
    wire.say(GOOD.replace('\n\n', '\n') + '\n')


@case()
def last_line_without_its_end(wire):
    wire.pieces(GOOD.rstrip('\n'))


# -- Ends -----------------------------------------------------------------------------------------------------------------

@case()
def ends_by_eos(wire):
    wire.say(stream(chunk('Good day.'), chunk(reason='eos_token')))


@case()
def ends_by_stop_sequence(wire):
    wire.say(stream(chunk('Good day.'), chunk(reason='stop_sequence')))


@case(code=6, answer='Good', says=('ends_by_abort',))
def ends_by_abort(wire):
    wire.say(stream(chunk('Good'), chunk(reason='abort')))


@case(code=6, answer='Good', says=('ends_by_error',))
def ends_by_error(wire):
    wire.say(stream(chunk('Good'), chunk(reason='error')))


@case(code=6, answer='Good', says=('out of memory', 'error_object_then_done'))
def error_object_then_done(wire):
    wire.say(event(chunk('Good')) + event({'error': {'message': 'CUDA out of memory', 'type': 'server_error', 'code': 500}}) + event('[DONE]'))


@case(code=6, says=('worker died', 'tgi_error_event'), asks=None)
def tgi_error_event(wire):
    wire.say(event({'error': 'Request failed during generation: worker died', 'error_type': 'generation'}))


@case(code=6, answer='Good', says=('sglang_error_beside',))
def sglang_error_beside(wire):
    wire.say(event(chunk('Good')) + event({'object': 'error', 'message': 'The engine has no more room', 'type': 'InternalServerError',
                                           'param': None, 'code': 500}) + event('[DONE]'))


@case(code=6, says=('Overloaded', 'anthropic_error_event'), asks=None)
def anthropic_error_event(wire):
    wire.say('event: error\ndata: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}\n\n')


@case(code=6, says=('empty answer', 'choices_never'), asks=None)
def choices_never(wire):
    wire.say(stream(*[{**chunk(), 'choices': []}] * 40))


@case(code=6, says=('role_for_ever',), asks=None, limits={'quiet-timeout-ms': 1500, 'first-byte-timeout-ms': 1500}, within=25)
def role_for_ever(wire):
    wire.begin()
    for _ in range(400):
        wire.send(event(chunk('', role='assistant')))
        time.sleep(0.05)


@case(code=6, says=('choices_empty_for_ever',), asks=None, limits={'quiet-timeout-ms': 1500, 'first-byte-timeout-ms': 1500}, within=25)
def choices_empty_for_ever(wire):
    wire.begin()
    for _ in range(400):
        wire.send(event({**chunk(), 'choices': []}))
        time.sleep(0.05)


@case(answer='', tools=1)
def a_call_and_not_a_word(wire):
    wire.say(stream(delta(tool_calls=[{'index': 0, 'id': 'c1', 'type': 'function', 'function': {'name': 'look', 'arguments': '{}'}}]),
                    chunk(reason='tool_calls')))


# -- Refusals -------------------------------------------------------------------------------------------------------------

@case(code=6, says=('azure_no_deployment', 'deployment'), asks=None, model='m1')
def azure_no_deployment(wire):
    wire.tell({'error': {'code': 'DeploymentNotFound', 'message': 'The API deployment for this resource does not exist. If you created the '
                         'deployment within the last 5 minutes, please wait a moment and try again.'}}, 404)


@case(code=6, says=('azure_filters',), asks=1)
def azure_filters(wire):
    wire.tell({'error': {'message': "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
                         'type': None, 'param': 'prompt', 'code': 'content_filter', 'status': 400,
                         'innererror': {'code': 'ResponsibleAIPolicyViolation', 'content_filter_result': {'jailbreak': {'filtered': True}}}}}, 400)


@case(code=6, says=('azure_key', 'key'), asks=1, key='k-0123456789abcdef', never=('k-0123456789abcdef',))
def azure_key(wire):
    wire.tell({'statusCode': 401, 'message': 'Unauthorized. Access token is missing, invalid, audience is incorrect, or have expired.'}, 401)


@case(code=6, says=('litellm_wraps', 'credit'), asks=1, never=('Traceback', 'litellm.BadRequestError: litellm'))
def litellm_wraps(wire):
    wire.tell({'error': {'message': 'litellm.BadRequestError: AnthropicException - {"type":"error","error":{"type":"invalid_request_error",'
                         '"message":"Your credit balance is too low to access the API."}}\nReceived Model Group=m1\nAvailable Model Group '
                         'Fallbacks=None', 'type': None, 'param': None, 'code': '400'}}, 400)


@case(code=3, says=('tgi_too_long', 'takes 4096'), asks=None)
def tgi_too_long(wire):
    wire.tell({'error': 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 1024 '
               '`max_new_tokens`', 'error_type': 'validation'}, 422)


@case(code=6, says=('tgi_overloaded',), asks=None, within=60)
def tgi_overloaded(wire):
    wire.tell({'error': 'Model is overloaded', 'error_type': 'overloaded'}, 429, 'Retry-After: 0')


@case(code=6, says=('moved_for_now', 'sends elsewhere'), asks=1)
def moved_for_now(wire):
    wire.say('', 307, None, 'Location: http://elsewhere.example/v1/chat/completions')


@case(code=6, says=('moved_to_itself',), asks=1)
def moved_to_itself(wire):
    wire.say('', 308, None, f'Location: http://127.0.0.1{wire.path}')


@case(code=6, says=('old_http',), asks=None, within=40)
def old_http(wire):
    """A reply without a head, as of 1991."""
    wire.send(GOOD)
    wire.close()


@case()
def continues_first(wire):
    wire.send('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n')
    wire.say(GOOD)


@case()
def trailers_behind(wire):
    data = GOOD.encode()
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked', 'Trailer: X-Sum')
    wire.send(b'%x;name=value\r\n' % len(data) + data + b'\r\n0\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n')


@case()
def two_content_types(wire):
    wire.say(GOOD, 200, 'application/json', 'Content-Type: text/event-stream')


@case()
def json_called_a_stream(wire):
    wire.say(json.dumps(whole('Good day.')), 200, 'text/event-stream')


@case()
def json_with_a_mark(wire):
    wire.say('\ufeff' + json.dumps(whole('Good day.')), 200, 'application/json')


@case(code=6, says=('page_of_a_firewall',), asks=None)
def page_of_a_firewall(wire):
    wire.say('<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title><script>alert(1)</script></head><body>Ray ID: 1</body>'
             '</html>', 403, 'text/html')


@case(code=6, says=('detail_in_a_list', 'max_tokens'), asks=None)
def detail_in_a_list(wire):
    wire.tell({'detail': [{'type': 'less_than_equal', 'loc': ['body', 'max_tokens'], 'msg': 'Input should be less than or equal to 10', 'input': 4096}]}, 422)


@case(code=6, says=('errors_in_a_list', 'quota'), asks=None)
def errors_in_a_list(wire):
    wire.tell([{'error': {'code': 400, 'message': 'The quota of this project is used up', 'status': 'FAILED_PRECONDITION'}}], 400)


# -- Told twice -----------------------------------------------------------------------------------------------------------

@case()
def perplexity(wire):
    """Beside what is new the whole message so far."""
    wire.say(stream(*({**chunk(), 'citations': [], 'choices': [{'index': 0, 'finish_reason': reason, 'delta': {'role': 'assistant', 'content': text},
                                                                'message': {'role': 'assistant', 'content': so_far}}]}
                      for text, so_far, reason in (('Good', 'Good', None), (' day.', 'Good day.', None), ('', 'Good day.', 'stop')))))


@case(reasoning='Hm. Yes.')
def thinks_by_two_names(wire):
    wire.say(stream(*(delta(reasoning=text, reasoning_content=text) for text in ('Hm.', ' Yes.')), chunk('Good day.'), chunk(reason='stop')))


@case(reasoning='Hm. Yes.')
def thinks_in_details_too(wire):
    wire.say(stream(*(delta(content='', reasoning=text, reasoning_details=[{'type': 'reasoning.text', 'text': text, 'index': 0}])
                      for text in ('Hm.', ' Yes.')), chunk('Good day.'), chunk(reason='stop')))



@case()
def says_it_heard_too(wire):
    """A model that speaks: its words, and what is heard."""
    wire.say(stream(*(delta(content=text, audio={'id': 'a1', 'transcript': text}) for text in ('Good', ' day.')), chunk(reason='stop')))


@case()
def index_is_missing(wire):
    wire.say(stream(*({**chunk(), 'choices': [{'delta': {'content': text}, 'finish_reason': reason}]}
                      for text, reason in (('Good', None), (' day.', None), (None, 'stop')))))


@case()
def index_is_null(wire):
    wire.say(stream(*({**chunk(), 'choices': [{'index': None, 'delta': {'content': text}, 'finish_reason': reason}]}
                      for text, reason in (('Good', None), (' day.', None), (None, 'stop')))))


@case(answer='', tools=1)
def call_of_old_times(wire):
    wire.say(stream(delta(content=None, function_call={'name': 'look', 'arguments': ''}), delta(function_call={'arguments': '{"at": 1}'}),
                    chunk(reason='function_call')))


@case(answer='', tools=1)
def call_with_an_object(wire):
    wire.say(stream(delta(tool_calls=[{'id': 'c1', 'type': 'function', 'function': {'name': 'look', 'arguments': {'at': 1}}}]), chunk(reason='tool_calls')))


@case(answer='', tools=2)
def calls_without_a_number(wire):
    wire.say(stream(delta(tool_calls=[{'id': 'c1', 'function': {'name': 'look', 'arguments': '{}'}}]),
                    delta(tool_calls=[{'id': 'c2', 'function': {'name': 'look', 'arguments': '{}'}}]), chunk(reason='tool_calls')))


# -- Not yet, not so -------------------------------------------------------------------------------------------------------

@case(asks=2, within=25)
def loads_as_hugging_face_does(wire):
    wire.tell({'error': 'Model m1 is currently loading', 'estimated_time': 1.5}, 503) if wire.n == 1 else wire.say(GOOD)


@case(code=6, says=('accepts_and_does_not_answer',), asks=None)
def accepts_and_does_not_answer(wire):
    wire.tell({'requestId': 'r-1', 'status': 'pending'}, 202, 'NVCF-STATUS: pending-evaluation')


@case(code=6, says=('wants_another_protocol',), asks=None)
def wants_another_protocol(wire):
    wire.say('', 426, None, 'Upgrade: h2c')


@case(code=6, says=('wants_a_login', 'key'), asks=None)
def wants_a_login(wire):
    wire.say('', 401, None, 'WWW-Authenticate: Basic realm="x"')


@case(code=6, says=('wants_a_licence', 'gated'), asks=None)
def wants_a_licence(wire):
    wire.tell({'error': 'Cannot access gated repo. Access to model m1 is restricted.'}, 403)


@case(code=6, says=('error_as_a_number',), asks=None)
def error_as_a_number(wire):
    wire.tell({'error': 42, 'code': 42}, 500)


@case(code=6, says=('success_false', 'no capacity'), asks=None)
def success_false(wire):
    """As Cloudflare's own models fail."""
    wire.tell({'result': None, 'success': False, 'errors': [{'code': 3040, 'message': 'AiError: no capacity'}], 'messages': []}, 200)


@case(code=6, says=('base_resp', 'insufficient balance'), asks=None)
def base_resp(wire):
    """As MiniMax fails, with 200."""
    wire.tell({'id': 'x', 'choices': None, 'base_resp': {'status_code': 1008, 'status_msg': 'insufficient balance'}}, 200)


@case(code=6, says=('anthropic_speaks_here', 'max_tokens'), asks=None)
def anthropic_speaks_here(wire):
    wire.tell({'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'max_tokens: Field required'}, 'request_id': 'req_1'}, 400)



@case(code=6, says=('its_name_is_another',), asks=None)
def its_name_is_another(wire):
    """Completions, not chat: what it says is in "text"."""
    wire.refuse(400, '`prompt` is required')
