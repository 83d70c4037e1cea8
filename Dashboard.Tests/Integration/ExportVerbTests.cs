using System.Diagnostics;
using Concentric.Tests.TestData;
using MiniExcelLibs;

namespace Concentric.Tests.Integration;

/// <summary>The verb <c>export</c>, run as the real program.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private readonly ProgramStore store = new();

    private string File => store.Folder.Inside("summary.xlsx");

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Export_WritesTheWorkbook_InTheLanguageAskedFor()
    {
        Assert.Equal(0,
            (await ProgramRun.StartAsync(["add-community", "--code", "xinhe", "--name", "馨和园", "--name-en", "Xinhe"],
                Environment)).ExitCode);
        var run = await RunAsync("--from", "2026-03-01", "--to", "2026-03-31", "--out", File, "--communities", "xinhe", "--language", "en");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Matches($"^Written to {System.Text.RegularExpressions.Regex.Escape(File)}: 0 ledger rows, content hash [0-9a-f]{{64}}$",
            run.Output.Trim());
        Assert.Equal("Manifest", MiniExcel.GetSheetNames(File)[^1]);
        var manifest = MiniExcel.Query(File, sheetName: "Manifest").Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal("command line", manifest.Single(row => Equals(row["A"], "Asked by"))["B"]);
        Assert.Contains(run.Output.Trim()[^64..], manifest.Select(row => row["B"]));
        Assert.Single(Directory.GetFiles(store.Folder.Path, "summary*"));
    }

    [Theory]
    [InlineData("--from", "2026-02-30", "--from = “2026-02-30”: ", "write it as 2026-03-31")]
    [InlineData("--from", "2026-04-01", "--from = “2026-04-01”: ", "swap them")]
    [InlineData("--to", "1899-01-01", "--to = “1899-01-01”: ", "is too early")]
    [InlineData("--communities", "nowhere", "--communities = “nowhere”: ", "There is no community")]
    [InlineData("--template", "no-such", "--template = “no-such”: there is no such template; write one of street-summary, ", "")]
    [InlineData("--language", "fr", "--language = “fr”: there is no such language; write one of zh-CN, en.", "")]
    [InlineData("--out", "/no/such/folder/x.xlsx", "--out = “/no/such/folder/x.xlsx”: there is no such folder", "make it first")]
    [InlineData("--out", "/tmp", "--out = “/tmp”: this is a folder", "add the name of a file")]
    public async Task BadInput_IsNamedWithItsMend_AndNothingIsWritten(string option, string value, string message, string mend)
    {
        var options = new Dictionary<string, string>
        {
            ["--template"] = "street-summary",
            ["--from"] = "2026-03-01",
            ["--to"] = "2026-03-31",
            ["--out"] = File,
            [option] = value
        };
        var run = await ProgramRun.StartAsync(["export", .. options.SelectMany(pair => new[] { pair.Key, pair.Value })], Environment);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors);
        Assert.Contains(mend, run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task ADiskThatFillsUpMidway_IsTold_AndNothingIsLeft()
    {
        // A disk of 32 KiB that only the program sees; an empty summary has more.
        var disk = Directory.CreateDirectory(store.Folder.Inside("disk")).FullName;
        const string Mounted = "mount -t tmpfs -o size=32k tmpfs \"$0\" || exit 99; ";
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.IO.File.Exists("/usr/bin/unshare"), "needs Linux, to make a small disk");
        Assert.SkipUnless((await ProgramRun.StartAsync(Within(Mounted, disk))).ExitCode == 0, "needs the right to mount a small disk");

        var program =
            ProgramRun.Information(["export", "--template", "street-summary", "--from", "2026-03-01", "--to", "2026-03-31", "--out",
                Path.Combine(disk, "summary.xlsx")], Environment);
        var within = Within(Mounted + "\"$@\"; code=$?; ls -A \"$0\"; exit $code", [disk, program.FileName, .. program.ArgumentList]);
        foreach (var (name, value) in program.Environment) within.Environment[name] = value;
        var run = await ProgramRun.StartAsync(within);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("the file can't be written (No space left on device", run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
        Assert.Equal(0, (await RunAsync("--from", "2026-03-01", "--to", "2026-03-31", "--out", File)).ExitCode);
        Assert.InRange(new FileInfo(File).Length, 32 * 1024 + 1, long.MaxValue);
    }

    [Fact]
    public async Task WithoutAPeriod_TheUsageIsShown()
    {
        var run = await RunAsync("--out", File);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--from", run.Errors);
    }

    private static ProcessStartInfo Within(string script, params string[] args) => new("unshare", ["--mount", "sh", "-c", script, .. args])
    {
        WorkingDirectory = Path.Combine(Repository.Root, "Dashboard"),
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private Dictionary<string, string> Environment => store.Settings;

    private Task<ProgramRun> RunAsync(params string[] args) =>
        ProgramRun.StartAsync(["export", "--template", "street-summary", .. args], Environment);
}
