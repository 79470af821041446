"""Servers by their makers, as they are when all is well, and as they fail."""
import json
import time

from .wire import GOOD, case, chunk, event, fail, stream, usage, whole


@case()
def ollama(wire):
    wire.say(stream(chunk(role='assistant', text='Good'), chunk(' day.', role='assistant'), chunk('', 'stop', role='assistant')))


@case(given='The harbour is open, and the ferry leaves at nine. ' * 1500, note='read only 4096 of about', asks=1)
def ollama_cuts_the_beginning(wire):
    """Its context is small, and it says nothing of what it leaves out."""
    wire.say(stream(*({**c, 'system_fingerprint': 'fp_ollama'} for c in
                      (chunk('Good day.'), chunk(reason='stop'), {**chunk(), 'choices': [], 'usage': usage(4096, 3)}))))


@case(given='The harbour is open, and the ferry leaves at nine. ' * 300, no_notes=True, asks=1)
def ollama_reads_it_all(wire):
    wire.say(stream(*({**c, 'system_fingerprint': 'fp_ollama'} for c in
                      (chunk('Good day.'), chunk(reason='stop'), {**chunk(), 'choices': [], 'usage': usage(3600, 3)}))))


@case(answer='Good', code=6, says=('broke off', 'ollama_runner_dies'))
def ollama_runner_dies(wire):
    """One last chunk with nothing in it, and a clean end."""
    wire.pieces(stream(chunk(role='assistant', text='Good'), chunk('', role='assistant'), done=False))


@case(code=6, says=('empty answer',), asks=2)
def ollama_runner_dies_at_once(wire):
    wire.pieces(stream(chunk('', role='assistant'), done=False))


@case(models=['hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M', 'llama3.2:latest'], model='hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M')
def ollama_long_names(wire):
    wire.json['model'] == 'hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M' or fail(wire.body)
    wire.say(GOOD.replace('"m1"', '"hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M"'))


@case(model='qwen3', models=['qwen3:latest'])
def ollama_model_without_its_tag(wire):
    wire.say(GOOD.replace('"m1"', '"qwen3:latest"'))


@case(code=6, model='qwen9', says=('model', 'qwen9', 'ollama_no_model'))
def ollama_no_model(wire):
    wire.tell({'error': {'message': 'model "qwen9" not found, try pulling it first', 'type': 'api_error', 'param': None, 'code': None}}, 404)


@case(code=6, says=('requires more system memory', 'ollama_no_memory'), asks=None)
def ollama_no_memory(wire):
    wire.tell({'error': {'message': 'model requires more system memory (15.2 GiB) than is available (7.1 GiB)', 'type': 'api_error',
                         'param': None, 'code': None}}, 500)


@case(usage=(9, 3))
def vllm(wire):
    """Counts on every chunk, which grow."""
    wire.say(stream(*(chunk(text, reason, usage=usage(9, n), logprobs=None, token_ids=None)
                      for n, (text, reason) in enumerate([('', None), ('Good', None), (' day.', None), ('', 'stop')])),
                    {'id': 'x', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm1', 'choices': [], 'usage': usage()}))


@case(answer='Good', code=6, says=('EngineCore', 'vllm_dies'))
def vllm_dies(wire):
    wire.say(stream(chunk('Good'), {'error': {'message': 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
                                              'type': 'InternalServerError', 'param': None, 'code': 500}}))


@case(code=6, says=('EngineCore', 'vllm_dies_at_once'), asks=None)
def vllm_dies_at_once(wire):
    wire.say(stream({'error': {'message': 'EngineCore encountered an issue.', 'type': 'InternalServerError', 'code': 500}}))


@case(code=3, says=('too long', '40960', '41002'))
def vllm_too_long(wire):
    wire.refuse(400, "This model's maximum context length is 40960 tokens. However, you requested 41002 tokens in the messages, Please "
                     "reduce the length of the messages. None", type='BadRequestError', code=400)


@case(code=6, says=('model', 'm1'), model='m1', models=None)
def vllm_no_model(wire):
    wire.refuse(404, 'The model `m1` does not exist.', type='NotFoundError', code=404)


@case(code=0, attach='image', asks=2, note='cannot see')
def vllm_blind(wire):
    if wire.has_picture():
        wire.refuse(400, 'm1 is not a multimodal model None', type='BadRequestError', code=400)
    else:
        wire.say(GOOD)


@case(code=0, attach='image', asks=2, note='cannot see')
def vllm_no_pictures_at_once(wire):
    if wire.has_picture():
        wire.refuse(400, 'At most 0 image(s) may be provided in one prompt.', type='BadRequestError', code=400)
    else:
        wire.say(GOOD)


@case(code=6, attach='audio', asks=None, says=('cannot hear',))
def vllm_deaf(wire):
    wire.refuse(400, 'At most 0 audio(s) may be provided in one prompt.', type='BadRequestError', code=400)


@case(code=6, attach='audio', asks=None, says=('hear', 'fastapi_deaf'))
def fastapi_deaf(wire):
    wire.tell({'detail': [{'type': 'literal_error', 'loc': ['body', 'messages', 1, 'content', 0, 'type'], 'input': 'input_audio',
                           'msg': "Input should be 'text'", 'ctx': {'expected': "'text'"}, 'url': 'https://errors.pydantic.dev'}]}, 422)


@case(code=0, attach='image', asks=2, note='cannot see')
def fastapi_blind(wire):
    """A content that may only be a string."""
    if not isinstance(wire.json['messages'][-1]['content'], str):
        wire.tell({'detail': [{'type': 'string_type', 'loc': ['body', 'messages', 1, 'content'], 'msg': 'Input should be a valid string',
                               'input': wire.json['messages'][-1]['content']}]}, 422)
    else:
        wire.say(GOOD)


@case(code=6, says=('Temperature', 'sglang'))
def sglang_refuses(wire):
    wire.tell({'object': 'error', 'message': 'Temperature must be non-negative, got -1.', 'type': 'BadRequestError', 'param': None,
               'code': 400}, 400)


@case(attach='audio', asks=3, note='can hear')
def sglang_hears_by_address(wire):
    if b'audio_url' in wire.body:
        wire.say(GOOD)
    else:
        wire.tell({'object': 'error', 'message': "1 validation error: messages.1.content.1: Input tag 'input_audio' found using 'type' "
                   "does not match any of the expected tags: 'text', 'image_url', 'audio_url'", 'type': 'BadRequestError', 'code': 400}, 400)


@case(code=6, answer='Good', says=('broke off', 'sglang_aborts'))
def sglang_aborts(wire):
    """The scheduler gave up: what came is no whole answer."""
    wire.say(stream(chunk('Good'), chunk('', 'abort')))


@case(reasoning='Hm.')
def lm_studio(wire):
    wire.say(stream(chunk(role='assistant'), {**chunk(), 'choices': [{'index': 0, 'delta': {'reasoning_content': 'Hm.'}, 'finish_reason': None}]},
                    chunk('Good day.'), chunk(reason='stop')))


@case(code=6, says=('Model unloaded', 'lm_studio_unloads'), asks=None)
def lm_studio_unloads(wire):
    wire.begin()
    wire.send('event: error\ndata: {"error":{"message":"Model unloaded."}}\n\n')


@case(code=6, says=('model',), models=[])
def lm_studio_without_models(wire):
    wire.refuse(400, "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
                type='invalid_request_error', code='model_not_found')


@case(usage=(9, 3), cost=True)
def openrouter(wire):
    wire.pieces(': OPENROUTER PROCESSING\n\n', ': OPENROUTER PROCESSING\n\n',
                stream(chunk('Good', provider='DeepInfra'), chunk(' day.'),
                       chunk('', 'stop', usage={**usage(), 'cost': 0.000014, 'is_byok': False})), pause_s=0.05)


@case(code=6, answer='Good', says=('Provider disconnected', 'openrouter_breaks'))
def openrouter_breaks(wire):
    wire.pieces(': OPENROUTER PROCESSING\n\n', stream(chunk('Good'),
        {**chunk('', 'error'), 'error': {'code': 'server_error', 'message': 'Provider disconnected unexpectedly'}}, done=False))


@case(code=6, says=('used up', 'openrouter_without_credit'))
def openrouter_without_credit(wire):
    wire.tell({'error': {'message': 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', 'code': 402},
               'user_id': 'u'}, 402)


@case(code=6, says=('moderation', 'flagged'), asks=1)
def openrouter_moderates(wire):
    wire.tell({'error': {'message': 'Input was flagged by moderation', 'code': 403, 'metadata': {'reasons': ['violence'], 'flagged_input': 'x'}}}, 403)


@case(code=0, asks=None, note='cannot see', attach='image')
def openrouter_blind(wire):
    if wire.has_picture():
        wire.tell({'error': {'message': 'No endpoints found that support image input', 'code': 404}}, 404)
    else:
        wire.say(GOOD)


@case(code=6, says=('upstream went away', 'openrouter_provider'), asks=None)
def openrouter_provider(wire):
    wire.tell({'error': {'message': 'Provider returned error', 'code': 502,
                         'metadata': {'raw': '{"error":{"message":"upstream went away"}}', 'provider_name': 'X'}}}, 502)


@case(code=6, says=('could not load model', 'localai_cannot_load'), asks=None)
def localai_cannot_load(wire):
    wire.tell({'error': {'code': 500, 'message': 'could not load model - all backends returned error:\n  - llama-cpp: rpc error: code = '
               'Unknown desc = failed loading model\n  - whisper: rpc error: code = Unavailable\n' + 'x ' * 4000, 'type': ''}}, 500)


@case(usage=(9, 3))
def groq(wire):
    wire.say(stream(chunk('Good', x_groq={'id': 'req_1'}), chunk(' day.'), chunk(reason='stop', x_groq={'id': 'req_1', 'usage': usage()})))


@case(reasoning='Hm.')
def mistral(wire):
    wire.say(stream({**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Hm.'}]}]}}]},
                    {**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'text', 'text': 'Good'}]}}]},
                    {**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'text', 'text': ' day.'}]}, 'finish_reason': 'stop'}]}))


@case(code=6, says=('mistral_key', 'key', 'Unauthorized'), key='k')
def mistral_key(wire):
    wire.tell({'message': 'Unauthorized', 'request_id': 'abc'}, 401)


@case(code=6, says=('Extra inputs', 'mistral_validates'))
def mistral_validates(wire):
    wire.tell({'object': 'error', 'message': {'detail': [{'type': 'extra_forbidden', 'loc': ['body', 'x'],
               'msg': 'Extra inputs are not permitted', 'input': True}]}, 'type': 'invalid_request_error', 'param': None, 'code': None}, 422)


@case(code=6, answer='Good', says=('failed',))
def mistral_breaks(wire):
    wire.say(stream(chunk('Good'), chunk('', 'error')))


@case(asks=2)
def roles_must_alternate(wire):
    roles = [m['role'] for m in wire.json['messages']]
    if roles[0] == 'system':
        wire.refuse(400, 'After the optional system message, conversation roles must alternate user/assistant/user/assistant/... '
                         '(Jinja: system is not supported)')
    else:
        wire.say(GOOD)


@case(url='/v1beta/openai/', models=['models/m1'])
def gemini_compatible(wire):
    wire.say(stream(chunk('Good day.', role='assistant'), chunk(None, 'stop')))


@case(code=6, says=('key', 'API key not valid'), url='/v1beta/openai', models=None, key='k')
def gemini_key(wire):
    wire.tell([{'error': {'code': 400, 'message': 'API key not valid. Please pass a valid API key.', 'status': 'INVALID_ARGUMENT'}}], 400)


@case(code=6, says=('no more requests', 'gemini_quota'), asks=None)
def gemini_quota(wire):
    wire.tell([{'error': {'code': 429, 'message': 'Resource has been exhausted (e.g. check quota).\n* Quota exceeded', 'status': 'RESOURCE_EXHAUSTED',
                          'details': [{'@type': 'type.googleapis.com/google.rpc.RetryInfo', 'retryDelay': '34s'}]}}], 429, 'Retry-After: 3000')


@case(code=0, usage=None)
def no_counts_at_all(wire):
    wire.say(stream(chunk('Good day.'), chunk(reason='stop')))


@case(usage=(9, 3))
def counts_with_a_choice(wire):
    wire.say(stream(chunk('Good'), chunk(' day.', 'stop', usage=usage())))


@case()
def counts_that_are_nonsense(wire):
    wire.say(stream(chunk('Good day.', usage={'prompt_tokens': -5, 'completion_tokens': 1e400 if False else 10 ** 30}), chunk(reason='stop', usage=[])))
