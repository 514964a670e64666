from tests.clock.bench_outbox import *
pytestmark = pytest.mark.django_db
def test_q(readers):
    body, users = readers
    for urgent in (True, False):
        Notification.objects.all().delete()
        Notification.objects.bulk_create(Notification(group=body.group,user=users[n%READERS],kind="bench",key=str(n),subject="x",url="/",at=NOON,urgent=urgent) for n in range(1000))
        t=time.time(); outbox.spread(NOON); print("spread", time.time()-t)
        for i in range(5):
            t=time.time(); x=outbox.claim(EIGHT); print("claim", time.time()-t, len(x))
        t=time.time(); m=outbox.message_of(x); print("message", time.time()-t)
        t=time.time(); outbox.CHANNELS["mail"].send(m); print("send", time.time()-t)
        t=time.time(); print(outbox.sweep(lambda: EIGHT, seconds=10)); print("sweep", time.time()-t)
