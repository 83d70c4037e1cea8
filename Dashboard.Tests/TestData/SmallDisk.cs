using System.Diagnostics;

namespace Concentric.Tests.TestData;

/// <summary>A disk of some megabytes that a test can fill and make room on, where the system lets it be mounted.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly bool isMounted;

    /// <param name="megabytes">Its size.</param>
    public SmallDisk(int megabytes)
    {
        isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.Path);
        if (!isMounted) folder.Dispose();
        Assert.SkipUnless(isMounted, "needs the right to mount a small disk");
    }

    public string Path => folder.Path;

    private string Filler => folder.Inside("filler");

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[64 * 1024];
        foreach (var bytes in (int[])[piece.Length, 4_096, 1])
        {
            try
            {
                while (true) file.Write(piece, 0, bytes);
            }
            catch (IOException)
            {
                // No more of this size.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        if (!isMounted) return;
        Run("umount", "-l", folder.Path);
        folder.Dispose();
    }

    private static bool Run(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
