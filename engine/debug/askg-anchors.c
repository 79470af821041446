/* askg-anchors.c: built on one thread, then never changed. */
#include "engine/debug/askg-anchors.h"

#include <string.h>

#define NONE G_MAXUINT

typedef struct
{
  guint next;   /* the next anchor that ends in the same node; NONE for the last */
  guint owner;
  guint length; /* bytes */
} Anchor;

typedef struct
{
  guint anchors;  /* first anchor that ends here; NONE when none does */
  guint fallback; /* the node of the longest tail of this one */
  guint shorter;  /* the next node on the way of fallbacks that has anchors; 0 when none has */
} Node;

struct _AskgAnchors
{
  guint8  classes[256]; /* bytes that stand in no anchor share class 0 */
  guint   n_classes;
  GArray *nodes;        /* of Node */
  GArray *anchors;      /* of Anchor */
  GArray *steps;        /* of guint32: node times n_classes plus class gives the next node */
  GPtrArray *sources;   /* of GBytes, until it is sealed */
  GArray *owners;       /* of guint, beside @sources */
};

AskgAnchors *
askg_anchors_new (void)
{
  AskgAnchors *self = g_new0 (AskgAnchors, 1);

  self->n_classes = 1;
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  self->steps = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
askg_anchors_free (AskgAnchors *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->nodes);
  g_array_unref (self->anchors);
  g_array_unref (self->steps);
  g_ptr_array_unref (self->sources);
  g_array_unref (self->owners);
  g_free (self);
}

/**
 * askg_anchors_add:
 * @anchor: at least one byte
 * @owner: handed to the function that is told of it
 *
 * Not after askg_anchors_seal().
 */
void
askg_anchors_add (AskgAnchors *self,
                  GBytes      *anchor,
                  guint        owner)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (anchor, &n_bytes);

  g_return_if_fail (n_bytes > 0);

  for (gsize i = 0; i < n_bytes; i++)
    if (self->classes[bytes[i]] == 0)
      self->classes[bytes[i]] = self->n_classes++;
  g_ptr_array_add (self->sources, g_bytes_ref (anchor));
  g_array_append_val (self->owners, owner);
}

static guint32 *
step (AskgAnchors *self,
      guint        node,
      guint        byte_class)
{
  return &g_array_index (self->steps, guint32, node * self->n_classes + byte_class);
}

static guint
add_node (AskgAnchors *self)
{
  const Node node = { NONE, 0, 0 };

  g_array_append_val (self->nodes, node);
  g_array_set_size (self->steps, self->nodes->len * self->n_classes);

  return self->nodes->len - 1;
}

static void
plant (AskgAnchors *self,
       GBytes      *source,
       guint        owner)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (source, &n_bytes);
  Anchor anchor = { NONE, owner, n_bytes };
  guint node = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      const guint byte_class = self->classes[bytes[i]];

      if (*step (self, node, byte_class) == 0)
        {
          const guint made = add_node (self);

          *step (self, node, byte_class) = made;
        }
      node = *step (self, node, byte_class);
    }
  anchor.next = g_array_index (self->nodes, Node, node).anchors;
  g_array_index (self->nodes, Node, node).anchors = self->anchors->len;
  g_array_append_val (self->anchors, anchor);
}

/* Breadth first: when a node is met, all shorter ones have their steps for every class. */
static void
tie_node (AskgAnchors *self,
          guint        node,
          GArray      *queue)
{
  const guint fallback = g_array_index (self->nodes, Node, node).fallback;

  for (guint c = 0; c < self->n_classes; c++)
    {
      guint32 *to = step (self, node, c);
      const guint32 other = node == 0 ? 0 : *step (self, fallback, c);
      Node *child;

      if (*to == 0)
        {
          *to = other;
          continue;
        }
      child = &g_array_index (self->nodes, Node, *to);
      child->fallback = other;
      child->shorter = g_array_index (self->nodes, Node, other).anchors != NONE
                         ? other : g_array_index (self->nodes, Node, other).shorter;
      g_array_append_val (queue, *to);
    }
}

/**
 * askg_anchors_seal:
 *
 * Builds the table. Afterwards @self is immutable and may be used by any thread.
 */
void
askg_anchors_seal (AskgAnchors *self)
{
  g_autoptr(GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 root = 0;

  add_node (self);
  for (guint i = 0; i < self->sources->len; i++)
    plant (self, g_ptr_array_index (self->sources, i), g_array_index (self->owners, guint, i));
  g_ptr_array_set_size (self->sources, 0);

  g_array_append_val (queue, root);
  for (guint i = 0; i < queue->len; i++)
    tie_node (self, g_array_index (queue, guint32, i), queue);
}

/**
 * askg_anchors_feed:
 * @state: what the call before returned; 0 at the beginning
 * @bytes: the whole text; the anchors that end in it from @start to @end are told
 *
 * Returns: the state to go on with at @end
 */
guint
askg_anchors_feed (AskgAnchors    *self,
                   guint           state,
                   const guint8   *bytes,
                   gsize           start,
                   gsize           end,
                   AskgAnchorFunc  found,
                   gpointer        user_data)
{
  for (gsize at = start; at < end; at++)
    {
      state = *step (self, state, self->classes[bytes[at]]);
      for (guint node = state; node != 0; node = g_array_index (self->nodes, Node, node).shorter)
        for (guint i = g_array_index (self->nodes, Node, node).anchors; i != NONE;
             i = g_array_index (self->anchors, Anchor, i).next)
          {
            const Anchor *anchor = &g_array_index (self->anchors, Anchor, i);

            found (anchor->owner, at + 1 - anchor->length, at + 1, user_data);
          }
    }

  return state;
}
