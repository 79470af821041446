"""Numbers of people, with the check digits their countries give them, and numbers that only look like them."""
import base64

from wild_values import ALNUM, DIGITS, UPPER, Values


def luhn_digit(body):
    total = 0
    for i, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def weighted(body, weights):
    return sum(int(digit) * weight for digit, weight in zip(body, weights))


def iban_number(text):
    return int(''.join(str(int(letter, 36)) for letter in text))


VERHOEFF_D = [[(i + j) % 5 if i < 5 and j < 5 else 0 for j in range(10)] for i in range(10)]
for i in range(10):
    for j in range(10):
        a, b = i % 5, j % 5
        VERHOEFF_D[i][j] = ((a + b) % 5 if i < 5 and j < 5 else (a + b) % 5 + 5 if i < 5 else (a - b) % 5 + 5 if j < 5 else (a - b) % 5)
VERHOEFF_P = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
for i in range(2, 8):
    VERHOEFF_P.append([VERHOEFF_P[i - 1][VERHOEFF_P[1][j]] for j in range(10)])


class Numbers(Values):
    # -- cards and accounts ------------------------------------------------------------------------------------------
    def cardplain(self):
        start, n = self.r.choice((('411111', 16), ('400000', 16), ('555555', 16), ('520082', 16), ('222300', 16), ('601111', 16), ('356600', 16),
                                  ('378282', 15), ('371449', 15), ('305693', 14), ('620000', 16)))
        body = start + self.of(DIGITS, n - 1 - len(start))
        return body + luhn_digit(body)

    def grouped(self, card, mark):
        groups = (4, 6, 5) if len(card) == 15 else (4, 6, 4) if len(card) == 14 else (4, 4, 4, 4)
        made, at = [], 0
        for n in groups:
            made.append(card[at:at + n])
            at += n
        return mark.join(made)

    def card(self): return self.grouped(self.cardplain(), self.r.choice((' ', '-', '', '')))
    def cardspaced(self): return self.grouped(self.cardplain(), self.r.choice(' -'))

    def cardbad(self):
        good = self.cardplain()
        return good[:-1] + str((int(good[-1]) + self.r.randint(1, 9)) % 10)

    def ibanplain(self):
        country, body = self.r.choice((
            ('DE', '00000000' + self.digits('10')), ('GB', 'TEST' + self.digits('14')), ('FR', '00000' + self.digits('5') + self.digits('11') + self.num('9') + '5'),
            ('NL', 'TEST' + self.digits('10')), ('ES', '0000' + self.digits('16')), ('IT', 'X00000' + self.digits('17')), ('CH', '00000' + self.digits('12')),
            ('SE', '000' + self.digits('17')), ('PL', '00000000' + self.digits('16')), ('BE', '000' + self.digits('9')), ('AT', '00000' + self.digits('11')),
            ('TR', '00000' + '0' + self.digits('16')), ('NO', '0000' + self.digits('7')), ('PT', '00000000' + self.digits('13')), ('SA', '00' + self.digits('18'))))
        return f'{country}{98 - iban_number(body + country + "00") % 97:02d}{body}'

    def iban(self):
        made = self.ibanplain()
        return made if self.r.random() < .5 else ' '.join(made[i:i + 4] for i in range(0, len(made), 4))

    def ibanbad(self):
        good = self.ibanplain()
        return good[:2] + f'{(int(good[2:4]) + 7) % 97 + 2:02d}' + good[4:]

    def kraccount(self):
        return self.r.choice((f'{self.digits("6")}-{self.digits("2")}-{self.digits("6")}', f'{self.digits("3")}-{self.digits("3")}-{self.digits("6")}',
                              f'{self.digits("4")}-{self.digits("2")}-{self.digits("7")}', f'{self.digits("3")}-{self.digits("4")}-{self.digits("4")}-{self.digits("2")}',
                              f'{self.digits("3")}-{self.digits("6")}-{self.digits("2")}-{self.digits("3")}', self.digits('12'), self.digits('14'), f'1000-{self.digits("4")}-{self.digits("4")}',
                              f'{self.digits("4")}-{self.digits("3")}-{self.digits("6")}'))

    # -- Korea -------------------------------------------------------------------------------------------------------
    def born(self): return self.moment().replace(year=self.r.randint(1950, 1999)).strftime('%y%m%d')

    def rrnof(self, genders):
        body = self.born() + self.r.choice(genders) + self.r.choice(('97', '98', '99')) + self.of(DIGITS, 3)
        check = (11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10
        return body + str(check if genders == '12' else (check + 2) % 10)

    def rrn(self):
        made = self.rrnof(self.r.choice(('12', '12', '56')))
        return self.r.choice((f'{made[:6]}-{made[6:]}', f'{made[:6]}-{made[6:]}', made, f'{made[:6]} - {made[6:]}'))

    def license(self): return f'{self.r.randint(11, 28)}-{self.of(DIGITS, 2)}-{self.digits("6")}-{self.of(DIGITS, 2)}'
    def krpassport(self): return self.r.choice((self.r.choice('MSR') + self.digits('8'), self.r.choice('MSR') + self.digits('3') + self.r.choice('ABCDFGHKLM') + self.digits('4')))
    def bizno(self): return f'{self.digits("3")}-{self.of(DIGITS, 2)}-{self.digits("5")}'

    # -- other countries' people -------------------------------------------------------------------------------------
    def ssn(self): return f'987-65-432{self.num("9")}'
    def nino(self): return self.r.choice(('QQ{0}{1}{2}C', 'QQ {0} {1} {2} A')).format(*(self.of(DIGITS, 2) for _ in range(3)))
    def dni(self):
        n = self.r.randrange(1_000_000)
        return f'{n:08d}{"TRWAGMYFPDXBNJZSQVHLCKE"[n % 23]}'

    def nie(self):
        n = self.r.randrange(1_000_000)
        return f'X{n:07d}{"TRWAGMYFPDXBNJZSQVHLCKE"[n % 23]}'

    def insee(self):
        body = f'{self.r.choice("12")}{self.r.randint(50, 99)}{self.r.randint(1, 12):02d}99{self.r.randint(100, 990)}{self.of(DIGITS, 3)}'
        key = f'{97 - int(body) % 97:02d}'
        return self.r.choice((body + key, f'{body[0]} {body[1:3]} {body[3:5]} {body[5:7]} {body[7:10]} {body[10:]} {key}'))

    def cpf(self):
        body = self.of(DIGITS, 9)
        for n in (10, 11):
            body += str(weighted(body, range(n, 1, -1)) * 10 % 11 % 10)
        return self.r.choice((body, f'{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}'))

    def aadhaar(self):
        body, check = self.r.choice('23456789') + self.of(DIGITS, 10), 0
        for digit in DIGITS:
            check = 0
            for i, d in enumerate(reversed(body + digit)):
                check = VERHOEFF_D[check][VERHOEFF_P[i % 8][int(d)]]
            if check == 0:
                body += digit
                break
        return f'{body[:4]} {body[4:8]} {body[8:]}'

    def pan(self): return self.letters('3') + 'P' + self.letters('1') + self.digits('4') + self.letters('1')

    def cnid(self):
        body = f'990000{self.r.randint(1950, 2005)}{self.r.randint(1, 12):02d}{self.r.randint(1, 28):02d}{self.of(DIGITS, 3)}'
        return body + '10X98765432'[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]

    def twid(self):
        letter, body = self.r.choice('ABCDEFGH'), self.r.choice('12') + self.of(DIGITS, 7)
        code = 'ABCDEFGH'.index(letter) + 10
        return letter + body + str(-(code // 10 + code % 10 * 9 + weighted(body, (8, 7, 6, 5, 4, 3, 2, 1))) % 10)

    def nric(self):
        body = self.of(DIGITS, 7)
        return 'S' + body + 'JZIHGFEDCBA'[weighted(body, (2, 7, 6, 5, 4, 3, 2)) % 11]

    def mynumber(self):
        body = self.of(DIGITS, 11)
        rest = weighted(reversed(body), (2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6)) % 11
        made = body + str(0 if rest <= 1 else 11 - rest)
        return self.r.choice((made, f'{made[:4]} {made[4:8]} {made[8:]}'))

    def sin(self):
        body = '0' + self.of(DIGITS, 7)
        made = body + luhn_digit(body)
        return self.r.choice((f'{made[:3]}-{made[3:6]}-{made[6:]}', f'{made[:3]} {made[3:6]} {made[6:]}'))

    def pesel(self):
        body = self.born() + self.of(DIGITS, 4)
        return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)

    def bsn(self):
        while True:
            body = '0' + self.of(DIGITS, 7)
            rest = weighted(body, range(9, 1, -1)) % 11
            if rest < 10:
                return body + str(rest)

    def personnummer(self):
        body = self.born() + self.of(DIGITS, 3)
        return f'{body[:6]}-{body[6:]}{luhn_digit(body)}'

    def steuerid(self):
        body, product = self.digits('10'), 10
        for digit in body:
            product = ((int(digit) + product) % 10 or 10) * 2 % 11
        made = body + str((11 - product) % 10)
        return self.r.choice((made, f'{made[:2]} {made[2:5]} {made[5:8]} {made[8:]}'))

    def codice(self):
        return f'{self.letters("6")}{self.r.randint(50, 99)}{self.r.choice("ABCDEHLMPRST")}{self.r.randint(1, 71):02d}Z{self.r.randint(100, 999)}{self.letters("1")}'

    def tckimlik(self):
        body = self.digits('9')
        odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
        body += str((odd * 7 - even) % 10)
        return body + str(sum(map(int, body)) % 10)

    def hetu(self):
        day, serial = f'{self.r.randint(1, 28):02d}{self.r.randint(1, 12):02d}{self.r.randint(50, 99)}', f'{self.r.randint(900, 999)}'
        return f'{day}-{serial}{"0123456789ABCDEFHJKLMNPRSTUVWXY"[int(day + serial) % 31]}'

    def curp(self): return f'{self.letters("4")}{self.born()}{self.r.choice("HM")}NE{self.letters("3")}{self.of(UPPER + DIGITS, 1)}{self.num("9")}'
    def passport(self): return self.r.choice((self.digits('9'), self.letters('2') + self.digits('7'), self.letters('1') + self.digits('8'), self.digits('2') + self.letters('2') + self.digits('5')))

    def mrz(self):
        name = (f'P<UTO{self.word().upper()}<<{self.word().upper()}<' + '<' * 44)[:44]
        return f'{name}\n{self.upper("9")}{self.num("9")}UTO{self.born()}{self.num("9")}{self.r.choice("MF")}{self.born()}{self.num("9")}' + '<' * 14 + self.of(DIGITS, 2)

    # -- mail and phones ---------------------------------------------------------------------------------------------
    def email(self):
        first, last = self.person().lower().split(' ')[:2]
        return self.r.choice((f'{first}.{last}', first, f'{first[0]}{last}', f'{first}_{last}{self.num("99")}', f'{first}+{self.word()}', f'{last}-{self.num("999")}', self.handle())) + '@' + self.domain()

    def krmobile(self):
        mark, middle, last = self.r.choice('--. ') if self.r.random() < .85 else '', self.r.choice('01') + self.of(DIGITS, 3), self.of(DIGITS, 4)
        return self.r.choice((f'010{mark}{middle}{mark}{last}', f'010{mark}{middle}{mark}{last}', f'+82 10-{middle}-{last}', f'+82-10-{middle}-{last}', f'+8210{middle}{last}'))

    def krlandline(self): return f'{self.r.choice(("02", "031", "051", "042", "070"))}-{self.r.choice(("000", "0000"))[:4]}-{self.of(DIGITS, 4)}'.replace('-000-', '-555-').replace('-0000-', '-5550-')

    def phone(self):
        d = self.of
        return self.r.choice((
            f'+1 {self.digits("3")}-555-01{d(DIGITS, 2)}', f'({self.digits("3")}) 555-01{d(DIGITS, 2)}', f'{self.digits("3")}-555-01{d(DIGITS, 2)}', f'+1{self.r.randint(201, 989)}55501{d(DIGITS, 2)}',
            f'1-800-555-01{d(DIGITS, 2)}', f'{self.digits("3")}.555.01{d(DIGITS, 2)}', f'+44 7700 900{d(DIGITS, 3)}', f'07700 900{d(DIGITS, 3)}', f'020 7946 0{d(DIGITS, 3)}', f'+44 (0)20 7946 0{d(DIGITS, 3)}',
            f'06 39 98 {d(DIGITS, 2)} {d(DIGITS, 2)}', f'+33 6 39 98 {d(DIGITS, 2)} {d(DIGITS, 2)}', f'01.99.00.{d(DIGITS, 2)}.{d(DIGITS, 2)}', f'030 23125 {d(DIGITS, 3)}', f'+49 30 23125{d(DIGITS, 3)}',
            f'+49 176 040690{d(DIGITS, 2)}', f'0171 39200{d(DIGITS, 2)}', f'+61 491 570 {d(DIGITS, 3)}', f'0491 570 {d(DIGITS, 3)}', f'(02) 5550 {d(DIGITS, 4)}', f'+353 20 91{self.num("9")} {d(DIGITS, 4)}',
            f'+46 70 174 06 {d(DIGITS, 2)}', f'+81 90-0000-{d(DIGITS, 4)}', f'090-0000-{d(DIGITS, 4)}', f'03-0000-{d(DIGITS, 4)}', f'+86 138 0000 {d(DIGITS, 4)}', f'+91 99999 0{d(DIGITS, 4)}',
            f'+55 11 90000-{d(DIGITS, 4)}', f'+34 600 000 {d(DIGITS, 3)}', f'+39 312 345 67{d(DIGITS, 2)}', f'+31 6 0000 {d(DIGITS, 4)}', f'+65 8000 {d(DIGITS, 4)}', f'+48 500 000 {d(DIGITS, 3)}'))

    def isbn(self):
        body = '978' + self.of(DIGITS, 9)
        return body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)

    def plate(self): return f'{self.r.randint(10, 99)}{self.r.choice("가나다라마거너")} {self.digits("4")}'
    def ulid(self): return '01H' + self.of('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 23)
    def image64(self): return self.r.choice(('iVBORw0KGgoAAAANSUhEUgAA', '/9j/4AAQSkZJRgABAQAAAQABAAD/', 'R0lGODlhAQABAIAAAAAAAP', 'UklGRiIAAABXRUJQVlA4')) + self.of(ALNUM + '+/', self.r.randint(60, 240))
    def font64(self): return 'd09GMgABAAAAA' + self.of(ALNUM + '+/', 160)
    def cert64(self): return 'MIID' + self.of(ALNUM + '+/', 60) + '\n' + self.rows(3)

    # -- what is written in another way ------------------------------------------------------------------------------
    def sassig(self): return self.bytes64('32').replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')
    def servicekey(self): return self.bytes64('64').replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')
    def emailpercent(self): return self.email().replace('@', '%40')
    def flask(self): return f'eyJ1c2VyX2lkIjo{self.alnum("8")}.{self.url64("6")}.{self.url64("27")}'
    def lasession(self): return self.encode({'iv': self.bytes64('16'), 'value': self.bytes64('40'), 'mac': self.hex('64')}) + '%3D'
    def deepseek(self): return 'sk-' + self.hex('32')
    def paypal(self): return 'E' + self.url64('79')
    def tossbasic(self): return base64.b64encode((self.toss() + ':').encode()).decode()
    def b64pass(self): return base64.b64encode(self.password().encode()).decode()
    def dl(self): return self.r.choice((self.letters('1') + self.digits('7'), self.letters('1') + self.digits('12'), self.digits('8')))
    def sha512(self): return self.of(ALNUM + '+/', 86) + '=='
    def hexbytes(self): return ' '.join(self.hex('2') for _ in range(16))
    def cursor(self): return self.encode({'page': int(self.num('99')), 'after': self.word(), 'dir': 'asc'})
    def phonelike(self): return f'{self.r.randint(2, 8)}{self.of(DIGITS, 2)}-{self.of(DIGITS, 2)}-{self.of(DIGITS, 3)}'
    def money(self): return f'{self.num("999")},{self.of(DIGITS, 3)}'
    def kubekey(self): return base64.b64encode(self.pem().encode()).decode()
    def kubeadm(self): return self.lower('6') + '.' + self.lower('16')
    def swarm(self): return f'SWMTKN-1-{self.lower("50")}-{self.lower("25")}'
    def k3s(self): return f'K10{self.hex("64")}::server:{self.hex("32")}'
    def apppass(self): return '-'.join(self.of('abcdefghijklmnopqrstuvwxyz', 4) for _ in range(4))
    def fernet(self): return self.bytes64('32').replace('+', '-').replace('/', '_')
    def jsession(self): return self.hexup('32') + '.' + self.word() + self.num('9')
    def rapid(self): return self.hex('10') + 'msh' + self.hex('15') + 'p1' + self.hex('6') + 'jsn' + self.hex('12')
    def kisapp(self): return 'PS' + self.alnum('34')
    def b2key(self): return 'K00' + self.num('4') + self.alnum('27')
    def clerk(self): return self.r.choice(('sk_live_', 'sk_test_')) + self.alnum('42')
    def octok(self): return 'sha256~' + self.url64('43')
