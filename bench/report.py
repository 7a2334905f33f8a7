from collections.abc import Sequence
from bench.measure import Outcome, Effort
def write(outcomes, effort, *, whole):
    for o in outcomes:
        print(o.workload.name, o.answer_bytes)
        for m in o.servers: print('  ', m.contestant.name, m.typical, m.first_answer_rss_bytes)
