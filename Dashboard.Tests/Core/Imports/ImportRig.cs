using System.Globalization;
using System.Text;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Registration;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace Concentric.Tests.Core.Imports;

/// <summary>A store into which files can be taken, with the worker running.</summary>
public sealed class ImportRig : IAsyncDisposable
{
    /// <summary>A worker of one community, with an account.</summary>
    public static readonly CurrentUser Worker = new("王芳", Role.Worker, [TestStore.Xinsheng], 7);

    /// <summary>Somebody who may write everywhere.</summary>
    public static readonly CurrentUser Administrator = new("管理员", Role.Administrator, null, 1);

    /// <summary>Every kind that comes in from spreadsheets.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "petition", "hazard", "activity", "errand", "wish", "visit", "volunteer", "contribution", "commitment", "meeting", "co-builder",
        "project", "agreement", "output", "volunteer-post", "volunteer-claim",
        "worker", "posting", "published-figure", "judgement", "community",
    ];

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private readonly TempFolder folder = new();

    private ImportRig()
    {
    }

    public TestStore Store { get; private set; } = null!;

    /// <summary>Where uploaded files are kept.</summary>
    public string Folder => folder.Path;

    public ImportRuns Runs => Store.Get<ImportRuns>();

    public ImportBatches Batches => Store.Get<ImportBatches>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ImportRig> CreateAsync(Action<IServiceCollection>? configure = null)
    {
        var rig = new ImportRig();
        rig.Store = await TestStore.CreateAsync(services =>
        {
            AddTo(services, rig.folder.Path);
            configure?.Invoke(services);
        });
        await rig.Store.Get<ImportWorker>().StartAsync(Stop);
        return rig;
    }

    /// <summary>What imports need beside a store and its records.</summary>
    public static void AddTo(IServiceCollection services, string folder) =>
        services.AddSingleton(new DataFolder(folder)).AddSingleton<LiveUpdates>().AddSingleton<CommunityDirectory>()
            .AddSingleton<Concentric.Exports.Views.ViewFile>().AddSingleton<ListExports>().AddImports();

    /// <summary>Uploads a file and waits for its check.</summary>
    public async Task<ImportView> CheckAsync(byte[] file, string name = "诉求.xlsx", CurrentUser? caller = null, string kind = "petition")
    {
        using var stream = new MemoryStream(file);
        var id = await Runs.UploadAsync(caller ?? Worker, kind, name, stream, Chinese, Stop);
        await Store.Get<ImportWorker>().IdleAsync(Stop);
        return (await Runs.FindAsync(caller ?? Worker, id, Stop))!;
    }

    /// <summary>Chooses what becomes of rows, and waits for the check that follows.</summary>
    public async Task<ImportView> ChooseAsync(ImportView view, ImportChoices choices, CurrentUser? caller = null)
    {
        Assert.True(await Runs.ChooseAsync(caller ?? Worker, view.Run.Id, choices, Stop));
        await Store.Get<ImportWorker>().IdleAsync(Stop);
        return (await Runs.FindAsync(caller ?? Worker, view.Run.Id, Stop))!;
    }

    /// <summary>Says of all columns that are asked about that they are left out.</summary>
    public Task<ImportView> LeaveOutAsync(ImportView view, CurrentUser? caller = null)
    {
        Assert.Equal(ImportState.Mapping, view.Run.State);
        var columns = view.Findings!.Mapping!.Columns.ToDictionary(column => column.Key, column => column.IsAsked ? "" : column.Said!);
        return ChooseAsync(view, view.Findings.Choices with { Mapping = ImportMapping.None with { Columns = columns, IsConfirmed = true } },
            caller);
    }

    /// <summary>Uploads files together and waits for their checks.</summary>
    public async Task<ImportBatch> CheckTogetherAsync(IReadOnlyList<(string Name, byte[] File)> uploads, CurrentUser? caller = null,
        string kind = "petition")
    {
        var runs = await Batches.UploadAsync(caller ?? Worker, kind, Uploads([.. uploads]), Chinese, Stop);
        return await ReadAsync(runs[0].Id, caller);
    }

    /// <summary>The files of an upload, when nothing goes on with them any more.</summary>
    public async Task<ImportBatch> ReadAsync(long batch, CurrentUser? caller = null)
    {
        await Store.Get<ImportWorker>().IdleAsync(Stop);
        return (await Batches.FindAsync(caller ?? Worker, batch, Stop))!;
    }

    /// <summary>Takes a checked file in.</summary>
    public async Task<ImportRun> CommitAsync(ImportView view, CurrentUser? caller = null)
    {
        Assert.Equal((ImportState.Checked, (string?)null), (view.Run.State, view.Run.Failure));
        Assert.Empty(view.Findings!.Problems);
        await Runs.CommitAsync(caller ?? Worker, view.Run.Id, Stop);
        await Store.Get<ImportWorker>().IdleAsync(Stop);
        return (await Runs.FindAsync(caller ?? Worker, view.Run.Id, Stop))!.Run;
    }

    /// <summary>Undoes an import; says where it stands then, and why it was not undone.</summary>
    public async Task<(ImportState State, string? Failure)> UndoAsync(ImportRun run, CurrentUser? caller = null)
    {
        Assert.True(await Runs.UndoAsync(caller ?? Worker, run.Id, Stop));
        await Store.Get<ImportWorker>().IdleAsync(Stop);
        var found = (await Runs.FindAsync(caller ?? Worker, run.Id, Stop))!.Run;
        return (found.State, found.Failure);
    }

    /// <summary>Checks a file and takes it in.</summary>
    public async Task<ImportRun> TakeAsync(byte[] file, string name = "诉求.xlsx", CurrentUser? caller = null, string kind = "petition") =>
        await CommitAsync(await CheckAsync(file, name, caller, kind), caller);

    /// <summary>A workbook of one sheet, written by another library. Values are typed as they are.</summary>
    public static byte[] Book(params IReadOnlyList<object?>[] rows)
    {
        using var stream = new MemoryStream();
        var width = rows[0].Count;
        using (var table = new System.Data.DataTable())
        {
            for (var i = 0; i < width; i++) table.Columns.Add((string)rows[0][i]!, typeof(object));
            foreach (var row in rows.Skip(1)) table.Rows.Add([.. row]);
            MiniExcel.SaveAs(stream, table);
        }

        return stream.ToArray();
    }

    /// <summary>Files as a form brings them, one after the other.</summary>
    public static async IAsyncEnumerable<(string Name, Stream Content)> Uploads(params IReadOnlyList<(string Name, byte[] File)> files)
    {
        await Task.CompletedTask;
        foreach (var (name, file) in files) yield return (name, new MemoryStream(file));
    }

    public static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>What a check said, as "B3 Rule text".</summary>
    public static IReadOnlyList<string> Problems(ImportView view) =>
        [.. view.Findings!.Problems.Select(problem => $"{problem.Cell} {problem.Mend}")];

    public async ValueTask DisposeAsync()
    {
        await Store.Get<ImportWorker>().StopAsync(CancellationToken.None);
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
