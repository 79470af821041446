"""More makers of keys, and passwords of other habits; with other people, hosts and words than wild_values.py has."""
import base64
import json

from wild_numbers import Numbers
from wild_values import ALNUM, BASE58, DIGITS, HEX, LOWER, UPPER

WORDS = ('anchor atlas bamboo barley beacon bobbin bramble canyon caramel castle cinder clay compass cricket dahlia dune echo falcon flannel '
         'gecko ginger granite hazel helium iris jigsaw kettle ladle lichen magnet maple meteor mimosa mosaic nutmeg orchid otter paprika '
         'pebble pepper piano pistachio prairie puffin radish rocket saffron salmon satin sparrow sprout sunset tango teapot tulip tundra '
         'turnip vanilla violet waffle walnut willow yarrow zinnia').split()
PEOPLE = ('Mira Halvorsen', 'Tomas Okonkwo', 'Yara Castellano', 'Piotr Zielak', 'Naomi Brandt', 'Idris Farouk', 'Sofia Marchetti', 'Wen Lihua',
          'Aoife Brannigan', 'Ravi Menon', 'Lucas Ferreira', 'Greta Vos')
KOREANS = ('곽현우', '남궁소라', '도경민', '류하린', '백승아', '손예빈', '오지훈', '윤서연', '임재혁', '장보람', '조은채', '최동현', '홍유리', '황민규')
HANDLES = ('mira', 'tomas.o', 'ycastel', 'pzielak', 'naomi', 'idris', 'svc-ingest', 'app_rw', 'readonly', 'jenkins', 'airflow', 'grafana', 'sa', 'postgres', 'ubuntu', 'webmaster',
           'mkhong', 'root', 'admin', 'ops')
DOMAINS = ('example.net', 'example.edu', 'intra.example', 'mail.example.org', 'dev.test', 'shop.example', 'clinic.example.com', 'cloud.example')
HOSTS = ('mysql-0.mysql', 'kafka-2.internal', '172.16.4.9', '192.0.2.140', 'bastion', 'db.prod.example', 'rabbit', 'ldap01', 'fileserver', 'edge-7.lab.test', 'ora-scan', '127.0.0.1', 'mx.example.net',
         'redis-master')
ENGLISH_LAYOUT = ('dkssudgktpdy', 'tkfkdgody', 'rladudgml', 'wjdgusdl', 'gksrnrdls', 'qlalfqjsgh', 'ghdrlfehd', 'dhkdlvkdl', 'ejqnfrgkr', 'thfskan', 'vlzkcb', 'zhfldk')
WALKS = ('1q2w3e4r', 'qwer1234', 'zaq12wsx', '!QAZ2wsx', 'asdf4321', '1qaz@WSX', 'q1w2e3r4', 'qazxsw21')
VOWELS, CONSONANTS = 'aeiou', 'bcdfghjklmnprstvwxz'


class Makers(Numbers):
    def word(self): return self.r.choice(WORDS)
    def person(self): return self.r.choice(PEOPLE)
    def korean(self): return self.r.choice(KOREANS)
    def handle(self): return self.r.choice(HANDLES)
    def host(self): return self.r.choice(HOSTS)
    def domain(self): return self.r.choice(DOMAINS)
    def ip(self): return self.r.choice(('203.0.113.', '192.0.2.', '10.42.7.', '192.168.12.')) + self.num('254')
    def title(self): return self.r.choice(('Mr.', 'Ms.', 'Dr.', 'Prof.'))

    # -- passwords of other habits -----------------------------------------------------------------------------------
    def said(self):
        """Pronounceable, as generators make them."""
        return ''.join(self.r.choice(CONSONANTS) + self.r.choice(VOWELS) for _ in range(4)).capitalize() + self.digits('2')

    def apple(self):
        parts = [''.join(self.r.choice(CONSONANTS + VOWELS) for _ in range(6)) for _ in range(3)]
        at = self.r.randrange(3)
        parts[at] = parts[at][:3] + self.r.choice(DIGITS) + parts[at][4:]
        parts[(at + 1) % 3] = parts[(at + 1) % 3].capitalize()
        return '-'.join(parts)

    def habit(self):
        """What a person thinks up."""
        year, mark = self.r.choice(('2019', '2023', '2024', '25', '0412', '1987', '007', '00', '8080')), self.r.choice('!@#*.~')
        word, other = self.word(), self.word()
        return self.r.choice((
            word.capitalize() + year + mark, self.r.choice(ENGLISH_LAYOUT) + self.r.choice(('', '1', '12')) + mark, self.r.choice(WALKS) + self.r.choice(('', mark, year)),
            f'{mark}{word}{year}', f'{word.capitalize()}.{other.capitalize()}.{self.num("9")}', f'{word.upper()}{mark}{other}{self.num("99")}',
            word.replace('a', '4').replace('e', '3').replace('i', '1').replace('o', '0') + mark + year, f'{year}{word}{mark}',
            f'{word}{mark}{mark}{year}', f'{word.capitalize()}{other.capitalize()}{year}'))

    def made(self):
        """What a machine thinks up; safe between any marks but its own."""
        return self.r.choice((self.of(ALNUM, self.r.randint(12, 24)), self.apple(), self.said() + self.said(), self.of(HEX, 16), self.of(LOWER + DIGITS, 16),
                              self.of(ALNUM, 10) + self.r.choice('._-') + self.of(ALNUM, 8)))

    def marked(self): return self.of(ALNUM, 3) + self.of(ALNUM + '!@#%^*-_=+?.~', self.r.randint(10, 20)) + self.of(ALNUM, 2)
    def pass_(self): return self.r.choice((self.habit, self.habit, self.made, self.marked))()
    def pw(self): return self.pass_()
    def pwsafe(self): return self.r.choice((self.made(), self.word().capitalize() + self.digits('4'), self.r.choice(ENGLISH_LAYOUT) + self.num('99'), f'{self.word()}_{self.word()}_{self.num("99")}'))
    def totpword(self): return ' '.join(self.of(LOWER, 4) for _ in range(4))
    def rows(self, n, width=64): return super().rows(int(n), width)
    def dots(self): return '.'.join(self.word().capitalize() for _ in range(3)) + self.num('9')
    def percented(self): return self.word().capitalize() + self.r.choice(('%21', '%40', '%23', '%2F', '%3A')) + self.r.choice((self.digits('4'), self.of(ALNUM, 8)))

    # -- keys of more makers -----------------------------------------------------------------------------------------
    def antadmin(self): return f'sk-ant-{self.r.choice(("admin01", "oat01", "api03"))}-{self.url64("93")}AA'
    def eleven(self): return 'sk_' + self.hex('48')
    def tavily(self): return 'tvly-' + self.r.choice(('', 'dev-')) + self.alnum('32')
    def fireworks(self): return 'fw_' + self.alnum('24')
    def cerebras(self): return 'csk-' + self.lower('48')
    def jina(self): return f'jina_{self.hex("32")}{self.alnum("28")}'
    def voyage(self): return 'pa-' + self.url64('43')
    def braveapi(self): return 'BSA' + self.url64('28')
    def firecrawl(self): return 'fc-' + self.hex('32')
    def cohere(self): return self.alnum('40')
    def deepgram(self): return self.hex('40')
    def zhipu(self): return f'{self.hex("32")}.{self.alnum("16")}'
    def resend(self): return f're_{self.alnum("8")}_{self.alnum("24")}'
    def posthog(self): return 'phx_' + self.alnum('43')
    def honeycomb(self): return 'hcaik_01' + self.lower('56')
    def axiom(self): return 'xaat-' + self.uuid()
    def neon(self): return 'napi_' + self.lower('64')
    def neonpass(self): return 'npg_' + self.alnum('12')
    def trigger(self): return self.r.choice(('tr_dev_', 'tr_prod_')) + self.alnum('20')
    def inngest(self): return 'signkey-prod-' + self.hex('64')
    def stytch(self): return 'secret-live-' + self.url64('36') + '='
    def plaid(self): return f'access-{self.r.choice(("production", "sandbox"))}-{self.uuid()}'
    def paddle(self): return f'pdl_live_apikey_01{self.lower("24")}_{self.alnum("22")}_{self.alnum("3")}'
    def polar(self): return 'polar_oat_' + self.alnum('43')
    def adyen(self): return 'AQE' + self.alnum('60') + '-' + self.bytes64('32') + '-' + self.alnum('16')
    def mercado(self): return f'APP_USR-{self.digits("16")}-{self.digits("6")}-{self.hex("32")}-{self.digits("9")}'
    def gocardless(self): return 'live_' + self.url64('40')
    def iamport(self): return self.alnum('80')
    def portone(self): return 'PortOne ' + self.alnum('48')
    def solapi(self): return 'NCS' + self.upper('13')
    def ncp(self): return 'ncp_iam_' + self.alnum('30')
    def spaces(self): return 'DO00' + self.upper('16')
    def scaleway(self): return 'SCW' + self.upper('17')
    def aliyun(self): return 'LTAI5t' + self.alnum('18')
    def aliyunsecret(self): return self.alnum('30')
    def tencent(self): return 'AKID' + self.alnum('32')
    def yandex(self): return self.r.choice(('AQVN' + self.url64('36'), 'y0_' + self.url64('55'), 't1.' + self.url64('90')))
    def dynatrace(self): return f'dt0c01.{self.upper("24")}.{self.upper("64")}'
    def brevo(self): return f'xkeysib-{self.hex("64")}-{self.alnum("16")}'
    def shippo(self): return 'shippo_live_' + self.hex('40')
    def prefect(self): return 'pnu_' + self.alnum('36')
    def readme(self): return 'rdme_' + self.lower('70')
    def typeform(self): return 'tfp_' + self.url64('44')
    def duffel(self): return 'duffel_live_' + self.url64('43')
    def bitbucket(self): return 'ATBB' + self.alnum('24') + self.hexup('8')
    def adafruit(self): return 'aio_' + self.alnum('28')
    def infracost(self): return 'ico-' + self.alnum('32')
    def mapbox(self): return f'sk.eyJ{self.url64("70")}.{self.url64("22")}'
    def msteams(self): return f'{self.uuid()}@{self.uuid()}/IncomingWebhook/{self.hex("32")}/{self.uuid()}'
    def discordhook(self): return f'{self.digits("19")}/{self.url64("68")}'
    def account(self): return f'{self.r.choice(("deploy", "ci-runner", "etl"))}@{self.word()}-{self.digits("6")}.iam.gserviceaccount.com'
    def zapier(self): return f'{self.digits("8")}/{self.lower("7")}'
    def sendbird(self): return self.hex('40')
    def intercom(self): return 'dG9rO' + self.bytes64('36')
    def gitea(self): return self.hex('40')
    def glrunner(self): return self.r.choice(('glrt-', 'glcbt-64_', 'glft-', 'glsoat-')) + self.url64('20')
    def ghsapp(self): return 'ghs_' + self.alnum('36')
    def npmold(self): return self.uuid()
    def testpypi(self): return 'pypi-AgENdGVzdC5weXBpLm9yZw' + self.url64('130')
    def dckroat(self): return 'dckr_oat_' + self.url64('32')
    def quay(self): return self.upper('64')
    def slackcfg(self): return f'xoxe.xoxp-1-{self.alnum("166")}'
    def line(self): return self.bytes64('128')[:172]
    def teleg(self): return f'{self.digits("9")}:AAE{self.url64("32")}'
    def cfglobal(self): return self.hex('37')
    def cforigin(self): return f'v1.0-{self.hex("24")}-{self.hex("146")}'
    def azcosmos(self): return self.bytes64('64')
    def azfunc(self): return self.url64('54') + 'AzFu' + self.url64('8') + '=='
    def azdevops(self): return self.lower('52')
    def azsearch(self): return self.alnum('52')
    def vaultold(self): return 's.' + self.alnum('24')
    def vaultunseal(self): return self.bytes64('33')
    def consul(self): return self.uuid()
    def argocd(self): return self.jwt()
    def k8stoken(self): return self.jwt()
    def snowflake(self): return 'ver:1-hint:' + self.digits('10') + '-ETMsDgAAAX' + self.bytes64('60')
    def confluent(self): return self.bytes64('48')
    def elastic(self): return base64.b64encode(f'{self.alnum("20")}:{self.alnum("22")}'.encode()).decode()
    def meili(self): return self.hex('64')
    def typesense(self): return self.alnum('32')
    def oracleocid(self): return self.alnum('20')
    def ibmapi(self): return self.url64('44')
    def ovh(self): return self.alnum('32')
    def hetzner(self): return self.alnum('64')
    def linode(self): return self.hex('64')
    def mattermost(self): return self.lower('26')
    def matrixsyt(self): return f'syt_{self.alnum("8")}_{self.alnum("20")}_{self.alnum("6")}'
    def rocket(self): return self.url64('43')
    def sftpgo(self): return self.alnum('22')
    def openvpnkey(self): return '\n'.join(self.hex('32') for _ in range(16))
    def ssh1(self): return 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB' + self.of(ALNUM + '+/', 18) + '\n' + self.rows(4, 70)
    def ppk(self): return 'AAAA' + self.of(ALNUM + '+/', 60) + '\n' + self.of(ALNUM + '+/', 64) + '\n' + self.of(ALNUM + '+/', 43) + '='
    def jks(self): return self.word() + self.digits('3')

    # -- cookies, tokens ---------------------------------------------------------------------------------------------
    def phpsess(self): return self.lower('26')
    def connectsid(self): return f's%3A{self.url64("32")}.{self.alnum("43")}'
    def aspnet(self): return 'CfDJ8' + self.url64('150')
    def csrf(self): return self.alnum('64')
    def refresh(self): return self.r.choice((self.url64('64'), 'v1.' + self.url64('60'), '0.A' + self.url64('120'), self.hex('64')))
    def authcode(self): return self.r.choice(('4/0A' + self.url64('70'), self.alnum('40')))
    def digest(self): return base64.b64encode(f'{self.handle()}:{self.pwsafe()}'.encode()).decode()
    def paseto(self): return 'v4.local.' + self.url64('140')
    def jwe(self): return '.'.join((self.encode({'alg': 'RSA-OAEP', 'enc': 'A256GCM'}), self.url64('342'), self.url64('16'), self.url64('60'), self.url64('22')))
    def b64env(self): return base64.b64encode(f'DB_PASSWORD={self.pwsafe()}\n'.encode()).decode()
    def b64json(self): return base64.b64encode(json.dumps({'auths': {'reg.example': {'username': self.handle(), 'password': self.pwsafe()}}}).encode()).decode()

    # -- one-time codes ----------------------------------------------------------------------------------------------
    def totplong(self): return self.base32('52')
    def ghrecovery(self): return f'{self.hex("5")}-{self.hex("5")}'
    def grecovery(self): return f'{self.digits("4")} {self.of(DIGITS, 4)}'
    def emergency(self): return '-'.join(self.of(UPPER + DIGITS, 4) for _ in range(4))
    def signalpin(self): return self.digits('6')

    # -- as a picture's reader gives them ----------------------------------------------------------------------------
    def gap(self, inner):
        """A blank where the reader saw one."""
        made = self.make(inner)
        at = self.r.randint(8, max(9, len(made) - 8))
        return made[:at] + ' ' + made[at:]

    # -- what only looks like a secret -------------------------------------------------------------------------------
    def hash(self): return self.r.choice((self.hex('40'), self.hex('64'), self.hex('32')))
    def sha1up(self): return ':'.join(self.hexup('2') for _ in range(20))
    def nanoid(self): return self.url64('21')
    def objectid(self): return self.hex('24')
    def snow(self): return self.digits('19')
    def asin(self): return 'B0' + self.upper('8')
    def vin(self): return self.of('ABCDEFGHJKLMNPRSTUVWXYZ' + DIGITS, 17)
    def imei(self): return '35' + self.digits('13')
    def minified(self): return f'!function({self.of(LOWER, 1)},t){{var n=t("{self.word()}");e.key=n.token,e.pass=!1}}({self.num("999")});'
    def geo(self): return f'{self.num("89")}.{self.of(DIGITS, 6)},{self.num("179")}.{self.of(DIGITS, 6)}'
    def base58id(self): return 'Qm' + self.of(BASE58, 44)
    def svgpath(self): return ' '.join(f'{self.r.choice("MLCZ")}{self.num("99")}.{self.num("9")} {self.num("99")}' for _ in range(8))
