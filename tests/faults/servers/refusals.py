"""Keys, models, and times to come back."""
import email.utils
import time

from .wire import GOOD, case, fail


@case(code=0, key='sk-test-1234567890abcdef')
def right_key(wire):
    wire.headers.get('authorization') == 'Bearer sk-test-1234567890abcdef' or fail(wire.headers)
    wire.say(GOOD)


@case(code=6, key='sk-test-1234567890abcdef', says=('refused the key', 'key_of_a_database'), never=('1234567890',))
def key_of_a_database(wire):
    wire.refuse(400, 'Authentication Error, Invalid proxy server token passed. Received API Key = sk-test-1234567890abcdef, Key Hash '
                     '(Token) =4ba8. Unable to find token in cache or `LiteLLM_VerificationTokenTable`', type='token_not_found_in_db', code='400')


@case(code=6, key='k', says=('key', 'key_by_401'))
def key_by_401(wire):
    wire.say('', 401, None, 'WWW-Authenticate: Bearer')


@case(code=6, key='k', says=('key', 'key_by_401_of_the_list'), asks=0, models=lambda wire: wire.refuse(401, 'Incorrect API key provided: k'))
def key_by_401_of_the_list(wire):
    fail('it must not be asked')


@case(code=6, key='k', says=('forbids', 'key_by_403'), asks=1)
def key_by_403(wire):
    wire.refuse(403, 'Country, region, or territory not supported', code='unsupported_country_region_territory', type='request_forbidden')


@case(code=6, key='k', says=('key_by_403_page', 'forbids'), never=('<',), asks=1)
def key_by_403_page(wire):
    wire.say('<html><head><title>403 Forbidden</title></head><body>nginx</body></html>', 403, 'text/html')


@case(code=6, key='k', says=('used up', 'key_by_402'))
def key_by_402(wire):
    wire.refuse(402, 'Insufficient Balance', type='unknown_error', code='invalid_request_error')


@case(code=6, key='k', says=('used up', 'key_by_429'))
def key_by_429(wire):
    wire.refuse(429, 'You exceeded your current quota, please check your plan and billing details.', type='insufficient_quota', code='insufficient_quota')


@case(code=6, says=('model', 'nope'), model='nope', models=None)
def model_by_400(wire):
    wire.refuse(400, '/chat/completions: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.', code='400')


@case(code=6, says=('model', 'nope'), model='nope')
def model_by_400_of_a_validator(wire):
    wire.refuse(400, 'nope is not a valid model ID', code=400)


@case(code=6, says=('model', 'nope'), model='nope')
def model_by_404_in_plain_text(wire):
    wire.say("model 'nope' not found", 404, 'text/plain')


@case(code=0, model='m1', note='tiny-7b')
def another_model_says_nothing(wire):
    wire.say(GOOD.replace('"m1"', '"tiny-7b"'))


@case(code=0, model='gpt-4', note='gpt-4o-mini')
def another_model_with_a_like_name(wire):
    wire.say(GOOD.replace('"m1"', '"gpt-4o-mini"'))


@case(code=0, model='gpt-4o', no_notes=True)
def the_model_with_its_date(wire):
    wire.say(GOOD.replace('"m1"', '"gpt-4o-2024-08-06"'))


@case(code=0, model='m1', no_notes=True)
def model_is_a_path(wire):
    wire.say(GOOD.replace('"m1"', '"/srv/models/m1.Q4_K_M.gguf"'))


@case(code=0, model='m1', no_notes=True)
def model_is_empty(wire):
    wire.say(GOOD.replace('"m1"', '""'))


@case(code=0, model='m1', no_notes=True)
def model_is_null(wire):
    wire.say(GOOD.replace('"m1"', 'null'))


@case(code=0, asks=2)
def wants_max_completion_tokens(wire):
    if wire.n == 1:
        wire.refuse(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                    type='invalid_request_error', param='max_tokens', code='unsupported_parameter')
    else:
        wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_a_second(wire):
    wire.refuse(429, 'slow', 'Retry-After: 1') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_some_ms(wire):
    wire.refuse(429, 'slow', 'retry-after-ms: 300') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_until_a_date(wire):
    wire.refuse(503, 'slow', f'Retry-After: {email.utils.formatdate(time.time() + 2, usegmt=True)}') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_until_yesterday(wire):
    wire.refuse(503, 'slow', f'Retry-After: {email.utils.formatdate(time.time() - 90000, usegmt=True)}') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_without_a_word(wire):
    wire.refuse(429, 'slow') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_in_nonsense(wire):
    wire.refuse(429, 'slow', 'Retry-After: soon') if wire.n == 1 else wire.say(GOOD)


@case(code=6, says=('asks_to_wait_for_ever',), asks=1)
def asks_to_wait_for_ever(wire):
    wire.refuse(429, 'slow', 'Retry-After: 99999999999999999999')


@case(code=6, says=('asks_to_wait_an_hour', '3600'), asks=1)
def asks_to_wait_an_hour(wire):
    wire.refuse(503, 'maintenance', 'Retry-After: 3600')
