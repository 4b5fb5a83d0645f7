package org.pvswatch.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** How well faults are found: simulated sites with and without faults, judged as real ones are, and scored. */
public final class DetectionBenchmark {
    private final DetectionOptions options;
    private final JudgeFactory judges;

    /** @param judges what is put to the test */
    public DetectionBenchmark(DetectionOptions options, JudgeFactory judges) {
        this.options = options;
        this.judges = judges;
    }

    /** How many sites will be simulated. */
    public int size() {
        return WorldPlan.all(options).size();
    }

    /**
     * Runs it and writes {@code faults.csv}, {@code mails.csv}, {@code labels.csv} and {@code detection.md}.
     *
     * @param threads sites at one time
     * @param done told of each site that is done
     * @return the page that {@code detection.md} holds
     */
    public String run(Path folder, int threads, Consumer<String> done) throws IOException, InterruptedException {
        List<WorldRun.Result> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<WorldRun.Result>> running = new ArrayList<>();
            for (World world : WorldPlan.all(options)) {
                running.add(pool.submit(() -> WorldRun.of(world, options.pollEvery(), judges)));
            }
            for (Future<WorldRun.Result> each : running) {
                WorldRun.Result result = result(each);
                results.add(result);
                done.accept(result.world().site() + " " + result.world().seed() + " "
                        + result.world().name());
            }
        } finally {
            pool.shutdownNow();
        }
        String page = new DetectionPage(options, results).text();
        new ResultFiles(folder).write(results, page);
        return page;
    }

    private static WorldRun.Result result(Future<WorldRun.Result> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a site could not be judged: " + e.getCause(), e.getCause());
        }
    }
}
