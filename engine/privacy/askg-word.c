/* askg-word.c: one thread at a time; the tree of words is made once and then only read. */
#include "engine/privacy/askg-word-private.h"

#include <string.h>

/* -- The tree ---------------------------------------------------------------------- */

typedef struct
{
  guint16       next;  /* another byte in this one's place; 0 for none */
  guint16       first; /* the first of those behind it; 0 for none */
  char          byte;
  guint8        flags;
  guint32       kind;  /* 0: no word ends here */
} Node;

typedef struct
{
  GArray  *nodes;      /* of Node; the first is the root */
  guint16  roots[256]; /* by first byte, for speed */
} Tree;

/* What a screen reader confuses is one: O and 0, I and l and 1. */
static char
fold (char byte)
{
  switch (byte)
    {
    case '0':
      return 'o';
    case '1': case 'l': case 'L': case '|':
      return 'i';
    default:
      return g_ascii_tolower (byte);
    }
}

static guint16
find_child (const Tree *tree,
            guint16     parent,
            char        byte)
{
  const Node *nodes = (const Node *) tree->nodes->data;
  guint16 child = nodes[parent].first;

  if (parent == 0)
    return tree->roots[(guint8) byte];
  while (child != 0 && nodes[child].byte != byte)
    child = nodes[child].next;

  return child;
}

static void
add_word (Tree              *tree,
          const AskgWordRow *row)
{
  guint16 at = 0;

  for (const char *letter = row->letters; *letter != '\0'; letter++)
    {
      const char byte = fold (*letter);
      guint16 child;

      if (byte == ' ')
        continue;
      child = find_child (tree, at, byte);
      if (child == 0)
        {
          const Node node = { .next = g_array_index (tree->nodes, Node, at).first, .byte = byte };

          g_assert (tree->nodes->len < G_MAXUINT16);
          child = tree->nodes->len;
          g_array_append_val (tree->nodes, node);
          g_array_index (tree->nodes, Node, at).first = child;
          if (at == 0)
            tree->roots[(guint8) byte] = child;
        }
      at = child;
    }
  g_array_index (tree->nodes, Node, at).kind |= row->kind;
  g_array_index (tree->nodes, Node, at).flags |= row->flags;
}

static const Tree *
get_tree (void)
{
  static Tree tree;
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      const Node root = { 0 };
      gsize n_rows;
      const AskgWordRow *rows = askg_word_table (&n_rows);

      tree.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
      g_array_append_val (tree.nodes, root);
      for (gsize i = 0; i < n_rows; i++)
        add_word (&tree, &rows[i]);
      g_once_init_leave (&is_ready, 1);
    }

  return &tree;
}

/* -- Reading ------------------------------------------------------------------------ */

static gboolean
is_small (const AskgScan *scan,
          gsize           at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW);
}

static gboolean
is_capital (const AskgScan *scan,
            gsize           at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP);
}

static gboolean
may_begin (const AskgScan *scan,
           gsize           at,
           guint           flags)
{
  if (at == 0 || (flags & ASKG_WORD_GLUED) != 0)
    return TRUE;
  if (askg_byte_is (scan->text[at], ASKG_BYTE_HIGH))
    return !askg_byte_is (scan->text[at - 1], ASKG_BYTE_HIGH);

  return askg_scan_is_word_start (scan, at) ||
         (is_capital (scan, at) && (is_small (scan, at - 1) || askg_byte_is (scan->text[at - 1], ASKG_BYTE_DIGIT)));
}

/* A word of letters ends where its letters do: also "apiKeyProd", "passwords", "PASSWORD1". */
static gboolean
may_end (const AskgScan *scan,
         gsize           start,
         gsize           end,
         guint           flags)
{
  if (askg_byte_is (scan->text[end - 1], ASKG_BYTE_HIGH))
    return TRUE;
  if ((flags & ASKG_WORD_CAPS) != 0)
    for (gsize i = start; i < end; i++)
      if (is_small (scan, i))
        return FALSE;
  if (is_small (scan, end - 1) && is_capital (scan, end))
    return TRUE;
  if ((is_small (scan, end) && scan->text[end] == 's') || (is_capital (scan, end) && scan->text[end] == 'S'))
    end++;

  return !askg_scan_is (scan, end, ASKG_BYTES_LETTERS);
}

/* One separator may stand between two characters of a word: "api_key", "비밀 번호". */
static gsize
skip_separator (const AskgScan *scan,
                gsize           at)
{
  if (askg_scan_is (scan, at, ASKG_BYTE_UNDER | ASKG_BYTE_DASH | ASKG_BYTE_DOT) || (at < scan->n && scan->text[at] == ' '))
    at++;

  return at;
}

/* The longest word at @at. */
static gboolean
read_word (const AskgScan *scan,
           const Tree     *tree,
           gsize           at,
           AskgWord       *out_word)
{
  const Node *nodes = (const Node *) tree->nodes->data;
  gboolean is_found = FALSE;
  gsize i = at, piece = at; /* where what is behind the last separator begins */

  for (guint16 node = 0; i < scan->n;)
    {
      const gboolean is_inner = ((guint8) scan->text[i] & 0xc0) == 0x80;
      guint16 child = find_child (tree, node, fold (scan->text[i]));

      if (child == 0 && node != 0 && !is_inner)
        {
          const gsize next = skip_separator (scan, i);

          if (scan->text[i] == ' ' &&
              next + 1 < scan->n &&
              memchr ("01|", scan->text[next], 3) != NULL &&
              askg_scan_is (scan, next + 1, ASKG_BYTES_ALNUM))
            break; /* "key 1d0ff...": a value, no misread "key id" */
          child = next > i && next < scan->n ? find_child (tree, node, fold (scan->text[next])) : 0;
          i = piece = next;
        }
      if (child == 0)
        break;
      node = child;
      i++;
      if (nodes[node].kind != 0 &&
          (piece == at || i - piece > 1) &&
          may_begin (scan, at, nodes[node].flags) &&
          may_end (scan, at, i, nodes[node].flags))
        {
          *out_word = (AskgWord) { at, i, nodes[node].kind };
          is_found = TRUE;
        }
    }

  return is_found;
}

/* "-srcstorepass X", "mypass=X", "ftppw: X", but no compass, no bypass and no "pw" in the midst of something else: whether the short
 * word at @at, behind other letters, is the end of a name that something is assigned to. */
static gboolean
is_glued_short (const AskgScan *scan,
                gsize           at,
                gsize           end)
{
  static const char * const others[] = { "by", "ask", "com", "encom", "tres", "sur", "over", "under", "im", "multi", "sub", "low",
                                         "high", "band", "all", "out", "one", "two", "first", "second", "single", "double", "pre",
                                         "post", "render", "re", "time", "lastest", "tests", "function", "module", "loop", "spy",
                                         "eye", "tres", "first" };
  gsize start = at, tail = end;

  while (start > 0 && at - start < 16 && askg_byte_is (scan->text[start - 1], ASKG_BYTES_LETTERS))
    start--;
  if (start == at || (is_capital (scan, at) && is_small (scan, at - 1)))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strlen (others[i]) == at - start && g_ascii_strncasecmp (others[i], scan->text + start, at - start) == 0)
      return FALSE;
  if (at - start < 2 || (start > 0 && askg_byte_is (scan->text[start - 1], ASKG_BYTE_DIGIT)))
    return FALSE;
  if (tail < scan->n && strchr ("\"'", scan->text[tail]) != NULL && scan->text[tail] != '\0')
    tail++;
  while (askg_scan_starts_with (scan, tail, " ") && tail - end < 3)
    tail++;
  if (tail < scan->n &&
      (scan->text[tail] == '=' || scan->text[tail] == ':') &&
      !(tail + 1 < scan->n && scan->text[tail + 1] == scan->text[tail]))
    return TRUE;

  return tail > end && start > 0 && scan->text[start - 1] == '-' && end - at == 4; /* an option */
}

/**
 * askg_words_find:
 *
 * Finds them all, from left to right, none in another.
 */
void
askg_words_find (AskgScan *scan)
{
  const Tree *tree = get_tree ();
  AskgWord word;

  scan->words = g_array_new (FALSE, FALSE, sizeof (AskgWord));
  for (gsize at = 0; at < scan->n; at++)
    if (tree->roots[(guint8) fold (scan->text[at])] != 0 && read_word (scan, tree, at, &word))
      {
        if (word.end - word.start <= 5 &&
            !askg_scan_is_word_start (scan, word.start) &&
            g_ascii_tolower (scan->text[word.start]) == 'p' &&
            askg_byte_is (scan->text[word.start - 1], ASKG_BYTES_LETTERS) &&
            (word.end - word.start <= 2 || g_ascii_strncasecmp (scan->text + word.start, "pass", 4) == 0) &&
            !is_glued_short (scan, word.start, word.end))
          continue;
        g_array_append_val (scan->words, word);
        at = word.end - 1;
      }
}

/**
 * askg_words_from:
 *
 * Returns: the index of the first word that ends behind @at
 */
gsize
askg_words_from (const AskgScan *scan,
                 gsize           at)
{
  gsize low = 0, high = scan->words->len;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (g_array_index (scan->words, AskgWord, middle).end > at)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Whether there is a line break between @start and @end, which are near each other. */
static gboolean
is_broken (const AskgScan *scan,
           gsize           start,
           gsize           end)
{
  return end > start && memchr (scan->text + start, '\n', end - start) != NULL;
}

/**
 * askg_words_near:
 * @start: where a value begins
 * @end: where it ends
 * @kinds: of AskgWordKind
 * @n_before: how many bytes before the value to look
 * @n_after: how many behind it
 *
 * Returns: whether a word of @kinds is near in the same line
 */
gboolean
askg_words_near (const AskgScan *scan,
                 gsize           start,
                 gsize           end,
                 guint           kinds,
                 gsize           n_before,
                 gsize           n_after)
{
  const gsize from = start > n_before ? start - n_before : 0;

  if (scan->words->len == 0)
    return FALSE;
  for (gsize i = askg_words_from (scan, from); i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

      if (word->start >= end + n_after)
        break;
      if ((word->kind & kinds) == 0)
        continue;
      if (word->end <= start ? !is_broken (scan, word->end, start) : word->start >= end && !is_broken (scan, end, word->start))
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_words_next:
 * @word: one of the scan's
 *
 * A word looks for its value up to the next of its kind, which looks for its own: so no place is looked at by many.
 *
 * Returns: where the next word of @kinds begins, at most @limit and the text's end
 */
gsize
askg_words_next (const AskgScan *scan,
                 const AskgWord *word,
                 guint           kinds,
                 gsize           limit)
{
  const AskgWord *end = (const AskgWord *) (gpointer) scan->words->data + scan->words->len;

  limit = MIN (limit, scan->n);
  for (word++; word < end && word->start < limit; word++)
    if ((word->kind & kinds) != 0)
      return word->start;

  return limit;
}

/* The same to the left: where the one before ends, at least @limit. */
gsize
askg_words_before (const AskgScan *scan,
                   const AskgWord *word,
                   guint           kinds,
                   gsize           limit)
{
  const AskgWord *begin = (const AskgWord *) (gpointer) scan->words->data;

  for (; word > begin && word[-1].end > limit; word--)
    if ((word[-1].kind & kinds) != 0)
      return word[-1].end;

  return limit;
}
