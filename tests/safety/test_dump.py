from tests.safety.test_two_accounts import *
def test_dump(world, shut_out):
    import time
    b=time.process_time()
    told, written = answers(shut_out, world)
    open('/tmp/team/dump.txt','w').write("# "+" ".join(shut_out)+"\n"+"\n".join(lines(told))+"\n")
    open('/tmp/team/written.txt','w').write("\n".join(map(str,written)))
    print(time.process_time()-b, {n:address_of(n,world) for n in NAMING if '999999' in address_of(n,world)})
