package org.pvswatch.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pvswatch.own.OwnRoutes;
import org.pvswatch.own.Problem;
import org.pvswatch.pipeline.WatchApart;

/** Whether the shipped routes and those of the owner can be started. */
final class RoutesCheck implements Check {
    private final Installed installed;

    RoutesCheck(Installed installed) {
        this.installed = installed;
    }

    @Override
    public List<Finding> look() throws Exception {
        List<Problem> problems = new ArrayList<>(OwnRoutes.shipped(installed.routes()));
        OwnRoutes own = OwnRoutes.of(installed.settings().all(), installed.routes());
        problems.addAll(own.problems());
        if (problems.isEmpty() && !own.ids().isEmpty()) {
            problems.addAll(started());
        }
        List<Finding> all = new ArrayList<>();
        problems.forEach(problem -> all.add(Finding.fail(
                "routes", "%s:%d: %s".formatted(problem.file(), problem.line(), problem.what()), problem.mend())));
        own.remarks()
                .forEach(remark -> all.add(
                        Finding.warn("routes", "%s: %s".formatted(remark.file(), remark.what()), remark.mend())));
        if (problems.isEmpty()) {
            int shipped = OwnRoutes.begins(installed.settings().all(), installed.routes())
                    .size();
            String off = installed.settings().get("routes.off");
            all.add(Finding.ok(
                    "routes",
                    "%d shipped and %s are in order%s"
                            .formatted(
                                    shipped,
                                    own.ids().isEmpty()
                                            ? "none of your own"
                                            : own.ids().size() + " of your own",
                                    off.isEmpty() ? "" : "; off: " + off)));
        }
        return all;
    }

    /** What only a start shows. */
    private List<Problem> started() throws Exception {
        return Overheard.silently(() -> {
            try (WatchApart trial =
                    WatchApart.of(installed.settings(), installed.routes(), installed.clock(), Map.of())) {
                return trial.started().watch().refused();
            }
        });
    }
}
