using System.Data.Common;
using System.IO.Compression;
using Concentric.Attachments;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Rules;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Attachments;

public class AttachmentCommandsTests : IAsyncLifetime
{
    private static readonly CurrentUser Worker = TestStore.WorkerOfXinsheng with { UserId = 7 };

    private readonly Sooner sooner = new();
    private readonly FailingOnce failing = new();
    private TestStore store = null!;

    /// <summary>Where the files are kept.</summary>
    protected virtual FilePlace Place => FilePlace.Folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. AllKinds.List.Select(kind => kind.Key)];

    private AttachmentCommands Commands => store.Get<AttachmentCommands>();

    private AttachmentQueries Queries => store.Get<AttachmentQueries>();

    private WaitingAttachments Waiting => store.Get<WaitingAttachments>();

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services => services.KeepFilesIn(Place).AddSingleton<ISaveFollower>(failing)
            .ConfigureStore(builder => builder.AddInterceptors(sooner)));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Adding_IsWrittenDown_CountsUpTheVersion_AndRestatesNothing()
    {
        var key = await HazardAsync(TestStore.Today.AddDays(-30));
        var id = await AddAsync(key, "纪要.pdf");
        await using var db = store.Open();
        var kept = await db.Attachments.SingleAsync(Stop);
        Assert.Equal((id, "hazard", key.Id, "王芳", TestStore.Start.UtcDateTime),
            (kept.Id, kept.RecordKind, kept.RecordId, kept.By, kept.At));
        var audit = await db.AuditEntries.OrderBy(line => line.Id).LastAsync(Stop);
        Assert.Equal(("hazard", key.Id, "王芳", "Changed"), (audit.Kind, audit.RecordId, audit.By, audit.Action));
        Assert.Contains(kept.Hash, audit.After);
        var log = await db.ChangeLog.OrderBy(line => line.Id).LastAsync(Stop);
        Assert.Equal(("hazard", key.Id, null), (log.Kind, log.RecordId, log.RestatesFrom));
        Assert.Equal(2, (await db.Set<Concentric.Hazards.Hazard>().SingleAsync(Stop)).Version);
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.Leader, "hazard", key.Id, Stop);
        Assert.Equal(new HistoryField("Attachment", null, "王芳, 纪要.pdf, Pdf"), Assert.Single(history[0].Fields));
    }

    [Fact]
    public async Task Removing_DeletesTheFile_AndIsWrittenDown()
    {
        var key = await HazardAsync();
        var id = await AddAsync(key, "纪要.pdf");
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.RemoveAsync(TestStore.WorkerOfXinshun, key, id, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.RemoveAsync(TestStore.Leader, key, id, Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.RemoveAsync(Worker, key, id + 1, Stop));
        Assert.Single(await FilesAsync());
        await Commands.RemoveAsync(Worker, key, id, Stop);
        Assert.Empty(await FilesAsync());
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.Leader, "hazard", key.Id, Stop);
        Assert.Equal(new HistoryField("Attachment", "王芳, 纪要.pdf, Pdf", null), Assert.Single(history[0].Fields));
    }

    [Fact]
    public async Task SameFileASecondTime_ChangesNothing_AndUnderAnotherNameIsAnother()
    {
        var key = await HazardAsync();
        var id = await AddAsync(key, "纪要.pdf");
        Assert.Equal(id, await AddAsync(key, "纪要.pdf"));
        Assert.NotEqual(id, await AddAsync(key, "纪要 2.pdf"));
        Assert.Equal(2, (await FilesAsync()).Count);
    }

    [Fact]
    public async Task WhoMayNotChangeTheRecord_AddsNothing_AndTheFileIsNotEvenRead()
    {
        var key = await HazardAsync();
        var archived = await store.AddAsync(Make.Hazard(with: made => made.ArchivedAt = TestStore.Start.UtcDateTime));
        foreach (var (caller, record) in new[] { (TestStore.WorkerOfXinshun, key), (TestStore.Leader, key),
            (Worker, new("hazard", archived.Id)), (Worker, new("nothing", 1)), (Worker, new("hazard", 999)) })
        {
            using var content = new MemoryStream(Documents.Pdf());
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AddAsync(caller, record, "a.pdf", content, Stop));
            Assert.Equal(0, content.Position);
        }
    }

    [Fact]
    public async Task WhoMayReadTheRecord_ReadsItsAttachments_AndNobodyElse()
    {
        var key = await HazardAsync();
        var other = await HazardAsync();
        var id = await AddAsync(key, "纪要.pdf");
        Assert.NotNull(await Queries.FindAsync(TestStore.Leader, key, id, Stop));
        Assert.Single(await Queries.ListAsync(TestStore.Leader, key, Stop));
        Assert.Null(await Queries.FindAsync(TestStore.WorkerOfXinshun, key, id, Stop));
        Assert.Equal(new Dictionary<long, int> { [key.Id] = 1 },
            await Queries.CountAsync(TestStore.Leader, "hazard", [key.Id, other.Id], Stop));
        Assert.Empty(await Queries.CountAsync(TestStore.WorkerOfXinshun, "hazard", [key.Id, other.Id], Stop));
        Assert.Empty(await Queries.ListAsync(TestStore.WorkerOfXinshun, key, Stop));
        // Not under the address of another record, or of another kind.
        Assert.Null(await Queries.FindAsync(TestStore.Leader, other, id, Stop));
        Assert.Null(await Queries.FindAsync(TestStore.Leader, new("petition", key.Id), id, Stop));
        Assert.Null(await Queries.FindAsync(TestStore.Leader, new("nothing", key.Id), id, Stop));
    }

    [Fact]
    public async Task TheLastFileThatARecordMayHave_IsTaken_AndNotOneMore()
    {
        var key = await HazardAsync();
        for (var number = 1; number <= InputLimits.AttachmentsOfRecord; number++) await AddAsync(key, $"{number}.pdf");
        Assert.Equal(Rule.TooManyFiles, await RefusalAsync(() => AddAsync(key, "多.pdf")));
        Assert.Equal(InputLimits.AttachmentsOfRecord, (await FilesAsync()).Count);
    }

    [Fact]
    public async Task TheLastByteThatARecordMayHave_IsTaken_AndNotOneMore()
    {
        var key = await HazardAsync();
        await using (var db = store.OpenElsewhere())
        {
            db.Attachments.Add(new()
            {
                RecordKind = "hazard",
                RecordId = key.Id,
                Name = "大.pdf",
                Hash = "x",
                By = "王芳",
                Key = Guid.NewGuid(),
                Bytes = InputLimits.AttachmentsOfRecordBytes - 1_000,
            });
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(Rule.FilesTooBig, await RefusalAsync(() => AddAsync(key, "多.pdf", Documents.Pdf(1_001))));
        await AddAsync(key, "正好.pdf", Documents.Pdf(1_000));
        Assert.Equal(Rule.FilesTooBig, await RefusalAsync(() => AddAsync(key, "再.pdf")));
    }

    [Fact]
    public async Task FilesThatComeAtOnce_AreAllKept()
    {
        var key = await HazardAsync();
        var ids = await Task.WhenAll(Enumerable.Range(1, 4).Select(seed => AddAsync(key, $"{seed}.pdf", Documents.Pdf(seed: seed))));
        Assert.Equal(ids.Order(), (await Queries.ListAsync(TestStore.Leader, key, Stop)).Select(one => one.Id));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryKind_ReadsThroughItsOwnRights(string kind)
    {
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinshun, TestStore.Administrator })
        {
            Assert.Empty(await Queries.ListAsync(caller, new(kind, 1), Stop));
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.RemoveAsync(caller, new(kind, 1), 1, Stop));
        }
    }

    [Fact]
    public async Task FilesByAForm_ComeWithTheRecord_InTheSaveThatEntersIt()
    {
        var form = new UnsavedForm("errand", Guid.NewGuid());
        await LayAsync(Worker, form, "签到表.pdf");
        await LayAsync(Worker, form, "签到表.pdf"); // sent again
        await LayAsync(Worker with { UserId = 8 }, form, "别人的.pdf");
        await LayAsync(Worker, form with { Id = Guid.NewGuid() }, "另一张表.pdf");
        Assert.Equal("签到表.pdf", Assert.Single(await Waiting.ListAsync(Worker, form, Stop)).Name);
        var errands = store.Get<RecordCommands<Concentric.Errands.Errand>>();

        await Assert.ThrowsAsync<RefusedException>(() =>
            errands.EnterAsync(Worker, Make.ErrandValues(persons: 0), form.Id, Stop));
        Assert.Single(await Waiting.ListAsync(Worker, form, Stop)); // a refusal loses nothing

        var saved = await errands.EnterAsync(Worker, Make.ErrandValues(), form.Id, Stop);
        Assert.Equal(saved, await errands.EnterAsync(Worker, Make.ErrandValues(), form.Id, Stop));
        Assert.Equal(("签到表.pdf", "王芳"), (await Queries.ListAsync(TestStore.Leader, new("errand", saved.Id), Stop))
            .Select(one => (one.Name, one.By)).Single());
        Assert.Empty(await Waiting.ListAsync(Worker, form, Stop));
        var history = await store.Get<RecordHistories>().ReadAsync(TestStore.Leader, "errand", saved.Id, Stop);
        Assert.Contains(history, line => line.Fields.Any(field => field is { Name: "Attachment", After: "签到表.pdf, Pdf" }));
    }

    [Fact]
    public async Task AFileThatSomebodyElseTakesAwayMeanwhile_IsGone_AndHindersNobody()
    {
        var form = new UnsavedForm("errand", Guid.NewGuid());
        var id = await LayAsync(Worker, form, "签到表.pdf");
        await LayAsync(Worker, form, "纪要.pdf");
        sooner.Take = () => store.Get<WaitingAttachments>().RemoveAsync(Worker, form, id, Stop);
        await Waiting.RemoveAsync(Worker, form, id, Stop);
        Assert.Null(sooner.Take);
        Assert.Single(await Waiting.ListAsync(Worker, form, Stop));
        Assert.Single(await FilesAsync());

        // The same of the oldest, which makes room for one more.
        var second = new UnsavedForm("errand", Guid.NewGuid());
        for (var number = 1; number < InputLimits.AttachmentsWaiting; number++)
            await LayAsync(Worker, new("errand", Guid.NewGuid()), $"{number}.pdf");
        var oldest = (await Waiting.ListAsync(Worker, form, Stop))[0].Id;
        sooner.Take = () => store.Get<WaitingAttachments>().RemoveAsync(Worker, form, oldest, Stop);
        await LayAsync(Worker, second, "新.pdf");
        Assert.Null(sooner.Take);
        Assert.Single(await Waiting.ListAsync(Worker, second, Stop));
        Assert.Equal(InputLimits.AttachmentsWaiting, (await FilesAsync()).Count);
    }

    [Fact]
    public async Task AFileThatArrivesAfterTheSave_BelongsToTheRecordAtOnce()
    {
        var form = new UnsavedForm("errand", Guid.NewGuid());
        var saved = await store.Get<RecordCommands<Concentric.Errands.Errand>>().EnterAsync(Worker, Make.ErrandValues(), form.Id, Stop);
        await LayAsync(Worker, form, "迟到.pdf");
        Assert.Equal("迟到.pdf", Assert.Single(await Queries.ListAsync(TestStore.Leader, new("errand", saved.Id), Stop)).Name);
        Assert.Empty(await Waiting.ListAsync(Worker, form, Stop));
        Assert.Single(await FilesAsync());
    }

    [Fact]
    public async Task WhoMayNotEnterTheKind_LaysNothing_AndOneLaysOnlySoMany()
    {
        foreach (var (caller, kind) in new[] { (TestStore.Leader with { UserId = 9 }, "errand"), (TestStore.WorkerOfXinsheng, "errand"),
            (Worker, "co-builder"), (Worker, "nothing") })
            await Assert.ThrowsAsync<RecordNotFoundException>(() => LayAsync(caller, new(kind, Guid.NewGuid()), "a.pdf"));

        var form = new UnsavedForm("errand", Guid.NewGuid());
        for (var number = 1; number <= InputLimits.AttachmentsOfRecord; number++) await LayAsync(Worker, form, $"{number}.pdf");
        Assert.Equal(Rule.TooManyFiles, await RefusalAsync(() => LayAsync(Worker, form, "多.pdf")));
        var second = new UnsavedForm("errand", Guid.NewGuid());
        for (var number = 1; number <= InputLimits.AttachmentsWaiting - InputLimits.AttachmentsOfRecord; number++)
            await LayAsync(Worker, second, $"{number}.pdf");
        await LayAsync(Worker with { UserId = 8 }, form, "别人的.pdf");
        Assert.Equal(InputLimits.AttachmentsOfRecord, (await Waiting.ListAsync(Worker, form, Stop)).Count);
        Assert.Equal(InputLimits.AttachmentsWaiting + 1, (await FilesAsync()).Count);

        // One more by a third form, and the oldest of the first goes; nobody else's does.
        await LayAsync(Worker, new("errand", Guid.NewGuid()), "新.pdf");
        Assert.Equal(Enumerable.Range(2, InputLimits.AttachmentsOfRecord - 1).Select(number => $"{number}.pdf"),
            (await Waiting.ListAsync(Worker, form, Stop)).Select(one => one.Name));
        Assert.Equal(InputLimits.AttachmentsOfRecord, (await Waiting.ListAsync(Worker, second, Stop)).Count);
        Assert.Single(await Waiting.ListAsync(Worker with { UserId = 8 }, form, Stop));
        Assert.Equal(InputLimits.AttachmentsWaiting + 1, (await FilesAsync()).Count);
        await Waiting.RemoveAsync(Worker with { UserId = 8 }, form, (await Waiting.ListAsync(Worker, form, Stop))[0].Id, Stop);
        Assert.Equal(InputLimits.AttachmentsWaiting + 1, (await FilesAsync()).Count);
        await Waiting.RemoveAsync(Worker, form, (await Waiting.ListAsync(Worker, form, Stop))[0].Id, Stop);
        Assert.Equal(InputLimits.AttachmentsWaiting, (await FilesAsync()).Count);
    }

    [Fact]
    public async Task AtNight_WhatWaitedTooLong_AndFilesThatNobodyKnows_AreDeleted()
    {
        var key = await HazardAsync();
        await AddAsync(key, "留.pdf");
        var form = new UnsavedForm("errand", Guid.NewGuid());
        await LayAsync(Worker, form, "等.pdf");
        var (kept, cleaning) = (await FilesAsync(), store.Get<AttachmentCleaning>());
        var old = TestStore.Start.UtcDateTime - AttachmentCleaning.LeastAge;
        const string Foreign = "attachments/ab/readme.txt";
        string[] left = [$"attachments/ab/{Guid.NewGuid():N}", $"attachments/ab/{Guid.NewGuid():N}.part"];
        foreach (var name in (string[])[.. kept, .. left, Foreign]) await store.LeaveAsync(name, old);
        Assert.Equal(0, await cleaning.CleanAsync(Stop));
        foreach (var name in await FilesAsync()) await store.LeaveAsync(name, old - TimeSpan.FromSeconds(1));
        Assert.Equal(2, await cleaning.CleanAsync(Stop));
        Assert.Equal(((string[])[.. kept, Foreign]).Order(), (await FilesAsync()).Order());

        store.Time.Advance(TimeSpan.FromDays(InputLimits.AttachmentDaysWaiting));
        Assert.Equal(0, await cleaning.CleanAsync(Stop));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await cleaning.CleanAsync(Stop));
        Assert.Empty(await Waiting.ListAsync(Worker, form, Stop));
        Assert.Single(await Queries.ListAsync(TestStore.Leader, key, Stop));
    }

    /// <summary>As a store with several writers leaves it: the save did not see the file, nor the file's request the record.</summary>
    [Fact]
    public async Task AtNight_AFileThatCameWhileItsRecordWasSaved_IsGivenToIt()
    {
        var user = new DashboardUser { UserName = "wang", DisplayName = "王芳", Role = Role.Worker };
        await using (var db = store.Open())
        {
            db.Add(user);
            await db.SaveChangesAsync(Stop);
            db.Add(new UserCommunity { UserId = user.Id, CommunityId = TestStore.Xinsheng });
            await db.SaveChangesAsync(Stop);
        }

        var caller = Worker with { UserId = user.Id };
        var (form, early) = (new UnsavedForm("errand", Guid.NewGuid()), new UnsavedForm("errand", Guid.NewGuid()));
        await LayAsync(caller, early, "迟到.pdf");
        var saved = await store.Get<RecordCommands<Concentric.Errands.Errand>>().EnterAsync(caller, Make.ErrandValues(), form.Id, Stop);
        await using (var db = store.Open())
        {
            await db.WaitingAttachments.ExecuteUpdateAsync(set => set.SetProperty(one => one.FormId, form.Id), Stop);
        }

        store.Time.Advance(AttachmentCleaning.LeastAge);
        await store.Get<AttachmentCleaning>().CleanAsync(Stop);
        Assert.Single(await Waiting.ListAsync(caller, form, Stop));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await store.Get<AttachmentCleaning>().CleanAsync(Stop);
        Assert.Empty(await Waiting.ListAsync(caller, form, Stop));
        Assert.Equal("迟到.pdf", Assert.Single(await Queries.ListAsync(TestStore.Leader, new("errand", saved.Id), Stop)).Name);
        Assert.Single(await FilesAsync());
    }

    [Fact]
    public async Task ACrashBetweenTakingAWaitingFileAndGivingIt_LosesNothing()
    {
        var caller = await store.AccountAsync("wang", Role.Worker, TestStore.Xinsheng);
        var (form, early) = (new UnsavedForm("errand", Guid.NewGuid()), new UnsavedForm("errand", Guid.NewGuid()));
        await LayAsync(caller, early, "迟到.pdf");
        var saved = await store.Get<RecordCommands<Concentric.Errands.Errand>>().EnterAsync(caller, Make.ErrandValues(), form.Id, Stop);
        await using (var db = store.Open())
            await db.WaitingAttachments.ExecuteUpdateAsync(set => set.SetProperty(one => one.FormId, form.Id), Stop);
        store.Time.Advance(AttachmentCleaning.LeastAge + TimeSpan.FromSeconds(1));
        failing.IsOn = true;
        await Assert.ThrowsAsync<TimeoutException>(() => store.Get<AttachmentCleaning>().CleanAsync(Stop));
        Assert.Single(await Waiting.ListAsync(caller, form, Stop));
        Assert.Single(await FilesAsync());
        await store.Get<AttachmentCleaning>().CleanAsync(Stop);
        Assert.Empty(await Waiting.ListAsync(caller, form, Stop));
        Assert.Single(await Queries.ListAsync(TestStore.Leader, new("errand", saved.Id), Stop));
        Assert.Single(await FilesAsync());
    }

    [Fact]
    public async Task WhatIsDiscarded_TakesItsOwnFilesWithIt_AndNobodyElses()
    {
        var caller = await store.AccountAsync("wang", Role.Worker, TestStore.Xinsheng);
        var other = await store.AccountAsync("li", Role.Worker, TestStore.Xinsheng);
        var (form, kept) = (new UnsavedForm("errand", Guid.NewGuid()), new UnsavedForm("errand", Guid.NewGuid()));
        await LayAsync(caller, form, "一.pdf");
        await LayAsync(caller, form, "二.pdf");
        await LayAsync(caller, kept, "留.pdf");
        Assert.Equal(0, await Waiting.DiscardAsync(other, form, Stop));
        Assert.Equal(2, await Waiting.DiscardAsync(caller, form, Stop));
        Assert.Empty(await Waiting.ListAsync(caller, form, Stop));
        Assert.Single(await Waiting.ListAsync(caller, kept, Stop));
        Assert.Single(await FilesAsync());
    }

    /// <summary>A time-out may come after the row is there: a row without its file would be worse than a file without its row.</summary>
    [Fact]
    public async Task AfterAnythingButARefusal_TheFileStays_UntilTheNightlyCleaning()
    {
        await using var refusing = await TestStore.CreateAsync(services =>
            services.KeepFilesIn(Place).AddSingleton<ISaveFollower, FailingSave>());
        var key = new RecordKey("hazard", (await refusing.AddAsync(Make.Hazard())).Id);
        using var content = new MemoryStream(Documents.Pdf());
        await Assert.ThrowsAsync<TimeoutException>(() =>
            refusing.Get<AttachmentCommands>().AddAsync(Worker, key, "a.pdf", content, Stop));
        content.Position = 0;
        await Assert.ThrowsAsync<TimeoutException>(() =>
            refusing.Get<WaitingAttachments>().AddAsync(Worker, new("errand", Guid.NewGuid()), "a.pdf", content, Stop));
        Assert.Equal(2, (await refusing.FilesAsync("attachments")).Count);
    }

    [Fact]
    public void NamesInTheZip_AreCutByBytes_BeforeTheirEnding()
    {
        var taken = new HashSet<string>();
        var name = new string('证', 120) + ".pdf";
        Assert.Equal(new string('证', 78) + ".pdf", AttachmentArchive.NameFor(name, taken));
        Assert.Equal(new string('证', 77) + " (2).pdf", AttachmentArchive.NameFor(name, taken));
        var longest = new string('a', AttachmentArchive.MostBytes - 4) + ".pdf";
        Assert.Equal(longest, AttachmentArchive.NameFor(longest, taken));
        Assert.Equal(longest, AttachmentArchive.NameFor("a" + longest, []));
        Assert.Equal(string.Concat(Enumerable.Repeat("\U0001F600", 59)) + ".pdf",
            AttachmentArchive.NameFor(string.Concat(Enumerable.Repeat("\U0001F600", 60)) + ".pdf", []));
    }

    [Fact]
    public async Task TheZip_HasEachFileUnderANameThatEverySystemWrites()
    {
        var key = await HazardAsync();
        string[] names = ["纪要.pdf", "a:b?.pdf", "CON.pdf", "..pdf"];
        for (var at = 0; at < names.Length; at++) await AddAsync(key, names[at], Documents.Pdf(seed: at));
        await AddAsync(key, "纪要.pdf", Documents.Pdf(seed: 9));
        using var zip = new MemoryStream();
        await store.Get<AttachmentArchive>().WriteAsync(await Queries.ListAsync(TestStore.Leader, key, Stop), zip, Stop);
        using var read = new ZipArchive(zip);
        Assert.Equal(["纪要.pdf", "a_b_.pdf", "_CON.pdf", "pdf", "纪要 (2).pdf"], read.Entries.Select(entry => entry.FullName));
        using var content = new MemoryStream();
        await using (var second = await read.Entries[^1].OpenAsync(Stop)) await second.CopyToAsync(content, Stop);
        Assert.Equal(Documents.Pdf(seed: 9), content.ToArray());
    }

    private async Task<RecordKey> HazardAsync(DateOnly? foundOn = null) =>
        new("hazard", (await store.AddAsync(Make.Hazard(foundOn: foundOn))).Id);

    private async Task<long> AddAsync(RecordKey key, string name, byte[]? content = null)
    {
        using var stream = new MemoryStream(content ?? Documents.Pdf());
        return await Commands.AddAsync(Worker, key, name, stream, Stop);
    }

    private async Task<long> LayAsync(CurrentUser caller, UnsavedForm form, string name)
    {
        using var stream = new MemoryStream(Documents.Pdf());
        return await Waiting.AddAsync(caller, form, name, stream, Stop);
    }

    private static async Task<Rule> RefusalAsync(Func<Task> refused) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(refused)).Violations).Rule;

    /// <summary>Ends the save in which a file becomes a record's, once, as a crash would.</summary>
    private sealed class FailingOnce : ISaveFollower
    {
        public bool IsOn { get; set; }

        public AddFollowing? Find(DashboardDbContext db)
        {
            if (!IsOn || !db.ChangeTracker.Entries<Attachment>().Any()) return null;
            IsOn = false;
            throw new TimeoutException("gone");
        }
    }

    private sealed class FailingSave : ISaveFollower
    {
        public AddFollowing? Find(DashboardDbContext db) =>
            db.ChangeTracker.Entries().Any(entry => entry.Entity is Attachment or WaitingAttachment)
                ? throw new TimeoutException() : null;
    }

    private Task<IReadOnlyList<string>> FilesAsync() => store.FilesAsync("attachments");

    /// <summary>Does the same as a statement that deletes a waiting file, just before it.</summary>
    private sealed class Sooner : DbCommandInterceptor
    {
        public Func<Task>? Take { get; set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await TakeAsync(command);
            return result;
        }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
            CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await TakeAsync(command);
            return result;
        }

        private Task TakeAsync(DbCommand command)
        {
            if (Take is not { } take || !command.CommandText.Contains("DELETE FROM", StringComparison.Ordinal)
                || !command.CommandText.Contains("WaitingAttachments", StringComparison.Ordinal)) return Task.CompletedTask;
            Take = null;
            return take();
        }
    }
}

public sealed class AttachmentCommandsInDatabaseTests : AttachmentCommandsTests
{
    protected override FilePlace Place => FilePlace.Database;
}
