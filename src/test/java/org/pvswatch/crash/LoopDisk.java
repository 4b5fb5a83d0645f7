package org.pvswatch.crash;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An ext4 file system of its own in a file, whose power can be cut. Needs root, e2fsprogs and xfsprogs. */
final class LoopDisk implements AutoCloseable {
    private final Path image;
    private final Path mount;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /**
     * Makes and mounts one; fails plainly where that is not possible.
     *
     * @param folder where its image and its mount point go
     */
    static LoopDisk of(Path folder, int megabytes) throws Exception {
        LoopDisk disk = new LoopDisk(folder.resolve("image"), Files.createDirectory(folder.resolve("disk")));
        try {
            run("xfs_io", "-V");
            run("truncate", "-s", megabytes + "M", disk.image.toString());
            run("mkfs.ext4", "-q", "-F", "-m", "0", disk.image.toString());
            disk.mount();
        } catch (IOException e) {
            fail("NOT RUN: this check needs root, loop devices, mkfs.ext4 (Debian: e2fsprogs) and xfs_io (xfsprogs): "
                    + e.getMessage());
        }
        return disk;
    }

    Path folder() {
        return mount;
    }

    /** The machine of this process stands still and loses its power; what was not synced is gone. Mounted again. */
    void cutPower(Process victim) throws Exception {
        String pid = Long.toString(victim.pid());
        run("kill", "-STOP", pid); // else a sync on its way may say that it was done
        while (victim.isAlive() && !isStopped(pid)) {
            Thread.onSpinWait();
        }
        run("xfs_io", "-x", "-c", "shutdown", mount.toString());
        victim.toHandle().destroyForcibly();
        victim.toHandle().onExit().get(30, TimeUnit.SECONDS);
        run("umount", mount.toString());
        mount();
    }

    private static boolean isStopped(String pid) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc", pid, "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
                    return false;
                }
            }
        }
        return true;
    }

    private void mount() throws IOException {
        run("mount", "-o", "loop", image.toString(), mount.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + said.strip());
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", mount.toString());
    }
}
