struct loop;
struct session { struct loop *loop; void *timer; unsigned long deadline; };
int loop_at (struct loop *loop, unsigned long when, int (*wake) (struct loop *, void *), void *data);
unsigned long loop_now (struct loop *loop);
