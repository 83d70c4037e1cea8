using System.Collections.Concurrent;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Tests.TestData;
using Concentric.Time;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Exports;

/// <summary>A store with the exports' services, a queue that a test empties itself, and a template that a test holds in its hand.</summary>
internal sealed class ExportRig : IAsyncDisposable
{
    public const string HeldKey = "held";

    private ExportRig(TestStore store) => Store = store;

    public TestStore Store { get; }

    public HeldTemplate Held => Store.Get<HeldTemplate>();

    public ExportRequests Requests => Store.Get<ExportRequests>();

    public ExportRunner Runner => Store.Get<ExportRunner>();

    public StalledRunRecovery Recovery => Store.Get<StalledRunRecovery>();

    public ExportQueries Queries => Store.Get<ExportQueries>();

    /// <summary>Runs handed to the workers and not taken yet, in order.</summary>
    public RecordingJobs Jobs => Store.Get<RecordingJobs>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="before">Adds services that take the place of the standard ones.</param>
    public static async Task<ExportRig> CreateAsync(Action<IServiceCollection>? before = null) =>
        new(await TestStore.CreateAsync(services =>
    {
        before?.Invoke(services);
        Configure(services);
    }));

    /// <summary>The exports' services on a store.</summary>
    public static void Configure(IServiceCollection services) => services
        .AddSingleton(new MetricCatalogue(new MetricOptions()))
        .AddSingleton(new StreetOffice("胡家园街道办事处", "Hujiayuan Street Office") { Address = "https://office.example.cn" })
        .AddSingleton<CommunityDirectory>()
        .AddSingleton<RecordingJobs>()
        .AddSingleton<IBackgroundJobClient>(provider => provider.GetRequiredService<RecordingJobs>())
        .AddSingleton(_ => new DataFolder(Directory.CreateTempSubdirectory("concentric-exports-").FullName))
        .AddSingleton<HeldTemplate>()
        .AddExports()
        .AddSingleton<ExportTemplate>(provider => provider.GetRequiredService<HeldTemplate>());

    /// <summary>A second runner on the same store and folder: another node.</summary>
    public ExportRunner AnotherNode() => ActivatorUtilities.CreateInstance<ExportRunner>(Store.Services);

    public static ExportRequest Request(string template = "street-summary", IReadOnlyList<int>? communities = null,
        string language = "en") =>
        new(template, SummaryBook.March, PeriodKind.Custom, communities, language);

    public Task<long> AskAsync(string template = "street-summary") =>
        Requests.AskAsync(TestStore.Administrator, Request(template), Cancellation);

    public async Task<ExportRun> RunAsync(long id)
    {
        await using var db = Store.Open();
        return await db.ExportRuns.AsNoTracking().SingleAsync(run => run.Id == id, Cancellation);
    }

    /// <summary>The workbook of a run.</summary>
    public Task<byte[]> FileAsync(ExportRun run) => Store.FileAsync(ExportFiles.NameOf(run));

    /// <summary>Names of all files of exports.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync() =>
        [.. (await Store.FilesAsync("exports")).Select(name => name["exports/".Length..])];

    /// <summary>The next change of a run that this node learns of.</summary>
    public async Task<string> NextChangeAsync()
    {
        while (true)
        {
            var change = await Store.Get<ChangeFeed>().Waiting.ReadAsync(Cancellation);
            if (change.Kind == ExportRunChanges.Kind) return change.Action;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var folder = Store.Get<DataFolder>().Path;
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Keeps what is enqueued instead of handing it to workers.</summary>
internal sealed class RecordingJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<long> waiting = new();

    public string Create(Job job, IState state)
    {
        Assert.Equal(typeof(ExportRunner), job.Type);
        waiting.Enqueue((long)job.Args[0]);
        return "job";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => throw new NotSupportedException();

    public IReadOnlyList<long> TakeAll()
    {
        var all = waiting.ToArray();
        waiting.Clear();
        return all;
    }
}

/// <summary>A template that begins, waits until it is let go, and then writes one word or throws.</summary>
internal sealed class HeldTemplate : ExportTemplate, IDisposable
{
    private readonly SemaphoreSlim begun = new(0);
    private readonly SemaphoreSlim letGo = new(0);

    public override string Key => ExportRig.HeldKey;

    public Exception? Failure { get; set; }

    /// <summary>How often it has begun.</summary>
    public int Beginnings { get; private set; }

    public IProgress<int>? Progress { get; private set; }

    public Task BegunAsync() => begun.WaitAsync(TestContext.Current.CancellationToken);

    public void LetGo() => letGo.Release();

    public void Dispose()
    {
        begun.Dispose();
        letGo.Dispose();
    }

    public override string Name(System.Globalization.CultureInfo culture) => "held";

    public override async Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        lock (this) Beginnings++;
        Progress = progress;
        begun.Release();
        await letGo.WaitAsync(cancellationToken);
        if (Failure is not null) throw Failure;
        await output.WriteAsync("word"u8.ToArray(), CancellationToken.None);
        return new ExportContent(new DateTime(2026, 3, 18, 2, 0, 0, DateTimeKind.Utc), 7, new string('a', 64));
    }
}
