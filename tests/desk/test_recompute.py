"""Latest wins; the worker is a list of jobs that the test runs when it likes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from stackdesk.desk import Recompute


class Worker:
    """A worker that waits to be told."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []
        self.ran: list[int] = []
        self.answers: list[str] = []
        self.during: Callable[[int], None] = lambda request: None
        self.recompute: Recompute[int, str] = Recompute(self.run, self.jobs.append, self.answers.append)

    def run(self, request: int) -> str | None:
        """Run a request, doing in the middle of it what the test wants done."""
        self.ran.append(request)
        self.during(request)
        return None if request < 0 else f"answer {request}"

    def work(self) -> None:
        """Do the job that waits."""
        self.jobs.pop(0)()


@pytest.fixture
def worker() -> Worker:
    return Worker()


def test_one_request_is_one_run(worker: Worker) -> None:
    busy = [worker.recompute.busy]
    worker.recompute.request(1)
    busy.append(worker.recompute.busy)
    worker.work()
    busy.append(worker.recompute.busy)

    assert worker.answers == ["answer 1"]
    assert busy == [False, True, False]
    assert worker.jobs == []


def test_of_many_requests_before_the_run_the_newest_wins(worker: Worker) -> None:
    for request in (1, 2, 3):
        worker.recompute.request(request)

    assert len(worker.jobs) == 1
    worker.work()
    assert worker.ran == [3]


def test_during_a_run_the_newest_request_is_next_and_the_others_are_forgotten(worker: Worker) -> None:
    def ask_more(request: int) -> None:
        if request == 1:
            for newer in (2, 3, 4):
                worker.recompute.request(newer)

    worker.during = ask_more
    worker.recompute.request(1)
    worker.work()

    assert worker.ran == [1, 4]
    assert worker.answers == ["answer 1", "answer 4"]
    assert worker.jobs == []


def test_a_run_can_see_that_it_is_overtaken_and_give_up(worker: Worker) -> None:
    seen: list[bool] = []

    def look(request: int) -> None:
        if request == -1:
            seen.append(worker.recompute.overtaken())
            worker.recompute.request(2)
        seen.append(worker.recompute.overtaken())

    worker.during = look
    worker.recompute.request(-1)
    worker.work()

    assert seen == [False, True, False]
    assert worker.answers == ["answer 2"]


def test_a_request_after_the_end_starts_again(worker: Worker) -> None:
    worker.recompute.request(1)
    worker.work()
    worker.recompute.request(2)
    worker.work()

    assert worker.answers == ["answer 1", "answer 2"]


def test_after_a_failure_the_newest_request_still_runs(worker: Worker) -> None:
    def fail(request: int) -> None:
        if request == 1:
            worker.recompute.request(2)
            raise RuntimeError("broken")

    worker.during = fail
    worker.recompute.request(1)
    with pytest.raises(RuntimeError):
        worker.work()
    worker.work()

    assert worker.answers == ["answer 2"]
    assert not worker.recompute.busy


def test_a_worker_that_does_not_start_can_be_asked_again() -> None:
    starts: list[Callable[[], None]] = []

    def start(job: Callable[[], None]) -> None:
        starts.append(job)
        if len(starts) == 1:
            raise RuntimeError("no thread")

    recompute: Recompute[int, int] = Recompute(lambda request: request, start, starts.clear)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        recompute.request(1)
    recompute.request(2)

    assert len(starts) == 2


def test_once_stopped_nothing_is_begun_or_handed_on(worker: Worker) -> None:
    worker.during = lambda request: worker.recompute.stop()
    worker.recompute.request(1)
    worker.work()
    worker.recompute.request(2)

    assert worker.answers == []
    assert worker.jobs == []
    assert worker.recompute.overtaken()


def test_with_real_threads_one_runs_at_a_time_and_the_last_request_is_answered() -> None:
    running, worst = 0, 0
    answers: list[int] = []
    finished = threading.Event()

    def run(request: int) -> int:
        nonlocal running, worst
        running += 1
        worst = max(worst, running)
        time.sleep(0.0002)  # time enough for another to come in
        running -= 1
        return request

    def done(answer: int) -> None:
        answers.append(answer)
        if answer == 1999:
            finished.set()

    with ThreadPoolExecutor(4) as pool:

        def start(job: Callable[[], None]) -> None:
            pool.submit(job)

        recompute: Recompute[int, int] = Recompute(run, start, done)
        for request in range(2000):
            recompute.request(request)
        assert finished.wait(10)

    assert worst == 1
    assert answers == sorted(answers)
