/* askg-spoken-marks.c: pure; any thread. Of other languages than these the voice itself says what it can. */
#include "engine/voice/askg-spoken-marks.h"

#include <string.h>

enum { EN, DE, KO, JA, ZH, N_LANGUAGES };

static const char *const languages[N_LANGUAGES] = { "en", "de", "ko", "ja", "zh" };

static const struct { const char *unit; const char *said[N_LANGUAGES]; } units[] = {
  { "B",    { "bytes", "Byte", "바이트", "バイト", "字节" } },
  { "KB",   { "kilobytes", "Kilobyte", "킬로바이트", "キロバイト", "千字节" } },
  { "kB",   { "kilobytes", "Kilobyte", "킬로바이트", "キロバイト", "千字节" } },
  { "MB",   { "megabytes", "Megabyte", "메가바이트", "メガバイト", "兆字节" } },
  { "GB",   { "gigabytes", "Gigabyte", "기가바이트", "ギガバイト", "吉字节" } },
  { "TB",   { "terabytes", "Terabyte", "테라바이트", "テラバイト", "太字节" } },
  { "KiB",  { "kibibytes", "Kibibyte", "키비바이트", "キビバイト", "千字节" } },
  { "MiB",  { "mebibytes", "Mebibyte", "메비바이트", "メビバイト", "兆字节" } },
  { "GiB",  { "gibibytes", "Gibibyte", "기비바이트", "ギビバイト", "吉字节" } },
  { "Mbit/s", { "megabits a second", "Megabit pro Sekunde", "초당 메가비트", "メガビット毎秒", "兆比特每秒" } },
  { "Mbps", { "megabits a second", "Megabit pro Sekunde", "초당 메가비트", "メガビット毎秒", "兆比特每秒" } },
  { "Gbps", { "gigabits a second", "Gigabit pro Sekunde", "초당 기가비트", "ギガビット毎秒", "吉比特每秒" } },
  { "MB/s", { "megabytes a second", "Megabyte pro Sekunde", "초당 메가바이트", "メガバイト毎秒", "兆字节每秒" } },
  { "GB/s", { "gigabytes a second", "Gigabyte pro Sekunde", "초당 기가바이트", "ギガバイト毎秒", "吉字节每秒" } },
  { "ns",   { "nanoseconds", "Nanosekunden", "나노초", "ナノ秒", "纳秒" } },
  { "µs",   { "microseconds", "Mikrosekunden", "마이크로초", "マイクロ秒", "微秒" } },
  { "us",   { "microseconds", "Mikrosekunden", "마이크로초", "マイクロ秒", "微秒" } },
  { "ms",   { "milliseconds", "Millisekunden", "밀리초", "ミリ秒", "毫秒" } },
  { "s",    { "seconds", "Sekunden", "초", "秒", "秒" } },
  { "min",  { "minutes", "Minuten", "분", "分", "分钟" } },
  { "h",    { "hours", "Stunden", "시간", "時間", "小时" } },
  { "Hz",   { "hertz", "Hertz", "헤르츠", "ヘルツ", "赫兹" } },
  { "kHz",  { "kilohertz", "Kilohertz", "킬로헤르츠", "キロヘルツ", "千赫" } },
  { "MHz",  { "megahertz", "Megahertz", "메가헤르츠", "メガヘルツ", "兆赫" } },
  { "GHz",  { "gigahertz", "Gigahertz", "기가헤르츠", "ギガヘルツ", "吉赫" } },
  { "dB",   { "decibels", "Dezibel", "데시벨", "デシベル", "分贝" } },
  { "px",   { "pixels", "Pixel", "픽셀", "ピクセル", "像素" } },
  { "mm",   { "millimetres", "Millimeter", "밀리미터", "ミリメートル", "毫米" } },
  { "cm",   { "centimetres", "Zentimeter", "센티미터", "センチメートル", "厘米" } },
  { "km",   { "kilometres", "Kilometer", "킬로미터", "キロメートル", "公里" } },
  { "km/h", { "kilometres an hour", "Kilometer pro Stunde", "시속 킬로미터", "キロメートル毎時", "公里每小时" } },
  { "kg",   { "kilograms", "Kilogramm", "킬로그램", "キログラム", "公斤" } },
  { "kW",   { "kilowatts", "Kilowatt", "킬로와트", "キロワット", "千瓦" } },
  { "°C",   { "degrees Celsius", "Grad Celsius", "도", "度", "摄氏度" } },
  { "°F",   { "degrees Fahrenheit", "Grad Fahrenheit", "화씨 도", "華氏度", "华氏度" } },
};

static const struct { gunichar mark; const char *said[N_LANGUAGES]; } marks[] = {
  { 0x2713, { "yes", "ja", "예", "はい", "是" } }, /* ✓ ✔ ✅ ☑ */
  { 0x2714, { "yes", "ja", "예", "はい", "是" } },
  { 0x2705, { "yes", "ja", "예", "はい", "是" } },
  { 0x2611, { "yes", "ja", "예", "はい", "是" } },
  { 0x2717, { "no", "nein", "아니요", "いいえ", "否" } }, /* ✗ ✘ ❌ */
  { 0x2718, { "no", "nein", "아니요", "いいえ", "否" } },
  { 0x274c, { "no", "nein", "아니요", "いいえ", "否" } },
  { 0x26a0, { "warning", "Achtung", "주의", "注意", "注意" } }, /* ⚠ */
  { 0x00d7, { "times", "mal", "곱하기", "かける", "乘" } },
  { 0x2248, { "about", "etwa", "약", "約", "约" } },
  { 0x2260, { "is not", "ungleich", "같지 않음", "等しくない", "不等于" } },
  { 0x2264, { "at most", "höchstens", "이하", "以下", "小于等于" } },
  { 0x2265, { "at least", "mindestens", "이상", "以上", "大于等于" } },
  { 0x00b1, { "plus or minus", "plus minus", "플러스 마이너스", "プラスマイナス", "正负" } },
};

/* In code, where they stand alone; "-" before the letters of an option. */
static const struct { const char *word; const char *said[N_LANGUAGES]; } operators[] = {
  { "=",  { "equals", "gleich", "이퀄", "イコール", "等于" } },
  { "==", { "equals", "gleich", "같음", "等しい", "等于" } },
  { "!=", { "is not", "ungleich", "같지 않음", "等しくない", "不等于" } },
  { "<=", { "at most", "höchstens", "이하", "以下", "小于等于" } },
  { ">=", { "at least", "mindestens", "이상", "以上", "大于等于" } },
  { "&&", { "and", "und", "그리고", "かつ", "并且" } },
  { "||", { "or", "oder", "또는", "または", "或者" } },
  { "|",  { "pipe", "Pipe", "파이프", "パイプ", "管道" } },
  { "-",  { "dash", "Minus", "대시", "ハイフン", "横杠" } },
};

static const char *const until[N_LANGUAGES] = { "to", "bis", "에서", "から", "到" };

static int
index_of (const char *language)
{
  for (int i = 0; i < N_LANGUAGES; i++)
    if (strcmp (languages[i], language) == 0)
      return i;

  return -1;
}

/* (nullable): how the unit behind a number is said */
const char *
askg_spoken_unit (const char *unit,
                  gsize       n_bytes,
                  const char *language)
{
  const int index = index_of (language);

  for (gsize i = 0; index >= 0 && i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i].unit) == n_bytes && memcmp (units[i].unit, unit, n_bytes) == 0)
      return units[i].said[index];

  return NULL;
}

/* (nullable): for marks that mean a word */
const char *
askg_spoken_mark (gunichar    mark,
                  const char *language)
{
  const int index = index_of (language);

  for (gsize i = 0; index >= 0 && i < G_N_ELEMENTS (marks); i++)
    if (marks[i].mark == mark)
      return marks[i].said[index];

  return NULL;
}

/* (nullable): the dash in "5–10" */
const char *
askg_spoken_until (const char *language)
{
  const int index = index_of (language);

  return index >= 0 ? until[index] : NULL;
}

/* (nullable): how a word of code is said that is no letters */
const char *
askg_spoken_operator (const char *word,
                      gsize       n_bytes,
                      const char *language)
{
  const int index = index_of (language);

  for (gsize i = 0; index >= 0 && i < G_N_ELEMENTS (operators); i++)
    if (strlen (operators[i].word) == n_bytes && memcmp (operators[i].word, word, n_bytes) == 0)
      return operators[i].said[index];

  return NULL;
}

/* Emoji and other small pictures, and what only changes how they look. */
gboolean
askg_spoken_is_picture (gunichar c)
{
  return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) || (c >= 0x2b00 && c <= 0x2bff) ||
         (c >= 0x2300 && c <= 0x23ff) || (c >= 0x25a0 && c <= 0x25ff) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0x20e3 ||
         c == 0x3030 || c == 0x303d || c == 0x2122 || c == 0x00a9 || c == 0x00ae;
}
