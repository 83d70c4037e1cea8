using Concentric.Activities;
using Concentric.Attachments;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Data.Search;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Nodes;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Search;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of the commands on records and of the working calendar, for SQL Server.</summary>
public sealed class RecordStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Petitions() => server.MirrorsAsync("records.petitions", async store =>
    {
        var commands = store.Get<PetitionCommands>();
        var worker = TestStore.WorkerOfXinsheng;
        var partner = await store.AddAsync(Partner());
        var at = await commands.EnterAsync(worker, Make.PetitionValues().With(x => x.CoBuilderId, partner.Id), Guid.NewGuid(), Stop);
        at = await commands.ShareAsync(worker, new(at.Id, at.Version, [TestStore.Xinshun]), Stop);
        at = await commands.TransferAsync(worker, new(at.Id, at.Version, "物业负责", "物业公司", null), Stop);
        at = await commands.ExtendAsync(worker, new(at.Id, at.Version, new(2026, 4, 10), "等待配件"), Stop);
        at = await commands.NegotiateAsync(worker, new(at.Id, at.Version), Stop);
        at = await commands.HandleAsync(worker, new(at.Id, at.Version), Stop);
        at = await commands.FeedBackAsync(worker, new(at.Id, at.Version), Stop);
        at = await commands.CloseAsync(worker, new(at.Id, at.Version, PetitionOutcome.Resolved), Stop);
        at = await commands.CorrectClosingAsync(worker, new(at.Id, at.Version, TestStore.Today, PetitionOutcome.Explained, "误选"), Stop);
        at = await commands.CallBackAsync(worker, new(at.Id, at.Version, null), Stop);
        at = await commands.CorrectCallBackAsync(worker,
            new(at.Id, at.Version, TestStore.Today, new(true, true, Satisfaction.Satisfied), "漏记"), Stop);
        at = await commands.ReopenAsync(worker, new(at.Id, at.Version, "又漏水"), Stop);
        at = await commands.CorrectAsync(worker,
            new(at.Id, at.Version, new() { [x => x.Title] = "屋顶漏水", [x => x.CoBuilderId] = partner.Id }), Stop);
        at = await commands.ArchiveAsync(worker, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(worker, new(at.Id, at.Version), Stop);
        await store.Get<PetitionQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Stop);
        var records = store.Get<RecordQueries<Petition>>();
        await records.SuggestAsync(TestStore.WorkerOfXinshun, Stop);
        await records.OfferAsync(TestStore.WorkerOfXinshun, Stop);
        await records.FindAsync(TestStore.WorkerOfXinshun, at.Id, Stop);
        await using var db = store.Open();
        Assert.Equal(1, await db.Petitions.ReadableBy(TestStore.WorkerOfXinshun).CountAsync(Stop));
    });

    /// <summary>Every search of a picker, for somebody who sees names and for somebody who sees them masked.</summary>
    [Fact]
    public Task Pickers() => server.MirrorsAsync("records.pickers", async store =>
    {
        await using var db = store.Open();
        foreach (var source in AllKinds.List.SelectMany(kind => kind.Declared).Select(field => field.Source).OfType<ReferenceSource>()
            .Distinct())
        {
            await source.OfferAsync(db, TestStore.WorkerOfXinshun, Stop);
            await source.FindAsync(db, TestStore.WorkerOfXinshun, 1, Stop);
            foreach (var caller in new[] { TestStore.WorkerOfXinshun, new CurrentUser("评委", Role.Panel) })
                await source.SearchAsync(db, store.Get<SearchCandidates>(), caller, "张 12 2026-03-18", TestStore.Xinshun, 1, Stop);
        }
    });

    /// <summary>Keeping the index of pairs, and asking it in every way that it knows.</summary>
    [Fact]
    public Task Search() => server.MirrorsAsync("records.search", SearchAsync,
        services => services.AddMetricCube(new()).AddSearch().AddSingleton(SearchIndex.Pairs));

    /// <summary>
    /// A search by rare and by frequent terms, by beginnings of words, for whoever reads, by kind, before and after changes.
    /// </summary>
    internal static async Task SearchAsync(TestStore store)
    {
        await store.AddAsync([.. Enumerable.Range(0, 80).Select(_ => Make.Petition())]);
        var petition = await store.AddAsync(Make.Petition(with: one => one.Title = "楼道堆物"));
        await store.AddAsync(Make.Activity());
        foreach (var title in new[] { "污水外溢", "路灯不亮" })
        {
            await using (var db = store.Open())
            {
                (await db.Petitions.AsTracking().SingleAsync(one => one.Id == petition.Id, Stop)).Title = title;
                await db.SaveChangesAsync(Stop);
            }

            // Looked through at first, by the index then.
            await AskAsync();
            await store.Get<SearchIndexer>().CatchUpAsync(Stop);
            await AskAsync();
        }

        async Task AskAsync()
        {
            foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, TestStore.Administrator })
            {
                foreach (var text in new[] { "井", "污水井", "污水井 路灯 不亮", "SQ-2026", "sq 污水", "7-2-302", "absent" })
                    await store.Get<SearchQueries>().FindAsync(caller, text, Stop);
            }

            await using var db = store.Open();
            await Activity.References.SearchAsync(db, store.Get<SearchCandidates>(), TestStore.WorkerOfXinsheng, "清洁 a", null, null, Stop);
        }
    }

    [Fact]
    public Task Communities() => server.MirrorsAsync("records.communities", async store =>
    {
        var commands = store.Get<Concentric.Communities.CommunityCommands>();
        var saved = await commands.SaveAsync(TestStore.Administrator, null, 0, new("haiyan", "海晏", null, 10, null), Stop);
        saved = await commands.SaveAsync(TestStore.Administrator, (int)saved.Id, saved.Version, new(null, "海晏社区", null, 10, 1), Stop);
        var counts = store.Get<Concentric.Communities.HouseholdCountCommands>();
        var (id, day) = ((int)saved.Id, TestStore.Today.AddDays(-40));
        saved = await counts.SaveAsync(TestStore.Administrator, id, saved.Version, null, new(1_100, day), Stop);
        saved = await counts.SaveAsync(TestStore.Administrator, id, saved.Version, day, new(1_110, day), Stop);
        saved = await counts.SaveAsync(TestStore.Administrator, id, saved.Version, day, new(1_110, day.AddDays(1)), Stop);
        await counts.RemoveAsync(TestStore.Administrator, id, saved.Version, day.AddDays(1), Stop);
        await store.Get<Concentric.Communities.CommunityQueries>().AllAsync(TestStore.WorkerOfXinsheng, Stop);
        await store.Get<Concentric.Communities.CommunityQueries>().FindAsync(TestStore.WorkerOfXinsheng, saved.Id, Stop);
    });

    [Fact]
    public Task OfficeLists() => server.MirrorsAsync("records.office-lists", async store =>
    {
        var categories = store.Get<PetitionCategoryCommands>();
        var key = await categories.AddAsync(TestStore.Administrator, new("油烟", "Fumes", 3), Stop);
        await categories.ChangeAsync(TestStore.Administrator, key, new("油烟扰民", "Fumes", 4), Stop);
        await categories.MoveAsync(TestStore.Administrator, key, 1, Stop);
        var known = (await categories.ListAsync(Stop)).ToDictionary(line => line.Item.Key, line => line.Item.Version);
        await categories.RetireAsync(TestStore.Administrator, key, true, known[key], Stop);
        await categories.DeleteAsync(TestStore.Administrator, key, known[key] + 1, Stop);
        await categories.MergeAsync(TestStore.Administrator, TestStore.Category, TestStore.SlowCategory, known[TestStore.Category], Stop);
        var programmes = store.Get<ProgrammeCommands>();
        foreach (var name in new[] { "甲", "乙", "丙" })
            await programmes.AddAsync(TestStore.Administrator, new(name, null, ProgrammeKind.Strand, []), Stop);
        var lines = await programmes.ListAsync(Stop);
        await programmes.MergeAsync(TestStore.Administrator, lines[0].Item.Handle, lines[1].Item.Handle, lines[0].Item.Version, Stop);
        await programmes.DeleteAsync(TestStore.Administrator, lines[2].Item.Handle, lines[2].Item.Version, Stop);
        var services = store.Get<ServiceCommands>();
        await services.AddAsync(TestStore.Administrator, new("理发", "Haircuts"), Stop);
        await services.ListAsync(Stop);
    });

    [Fact]
    public Task Hazards() => server.MirrorsAsync("records.hazards", async store =>
    {
        var commands = store.Get<HazardCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.HazardValues(), Guid.NewGuid(), Stop);
        var photos = store.Get<HazardPhotoCommands>();
        using var content = new MemoryStream(Pictures.Make(30, 20));
        var photo = await photos.AddAsync(TestStore.WorkerOfXinsheng, at.Id, PhotoSide.Before, "a.jpg", content, Stop);
        var queries = store.Get<HazardQueries>();
        await queries.FindPhotoAsync(TestStore.WorkerOfXinsheng, at.Id, photo, Stop);
        var key = (await queries.FindAsync(TestStore.WorkerOfXinsheng, at.Id, Stop))!.Hazard.Photos[0].Key;
        await store.LeaveAsync(HazardPhotoFiles.NameOf(key, isThumbnail: false), TestStore.Start.UtcDateTime.AddDays(-1));
        Assert.Equal(0, await store.Get<HazardPhotoCleaning>().CleanAsync(Stop));
        await photos.RemoveAsync(TestStore.WorkerOfXinsheng, at.Id, photo, Stop);
        await queries.CountEscalatedAsync(TestStore.WorkerOfXinsheng, Stop);
        await store.Get<ListQueries>().ReadAsync(HazardRecords.Kind.List, TestStore.WorkerOfXinsheng, new(View: "escalated"), Stop);
        at = at with { Version = (await queries.FindAsync(TestStore.WorkerOfXinsheng, at.Id, Stop))!.Hazard.Version };
        var overdue = await store.AddAsync(Make.Hazard(foundOn: TestStore.Today.AddDays(-60)));
        Assert.NotNull((await queries.FindAsync(TestStore.WorkerOfXinsheng, overdue.Id, Stop))!.EscalatedTo);
        at = await commands.RectifyAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Stop);
        at = await commands.VerifyAsync(TestStore.Administrator, new(at.Id, at.Version), Stop);
        at = await commands.ReopenAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "又堆上了"), Stop);
        at = await commands.ArchiveAsync(TestStore.Administrator, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(TestStore.Administrator, new(at.Id, at.Version), Stop);
    });

    [Fact]
    public Task FilesInTheDatabase() => server.MirrorsAsync("records.files", async store =>
    {
        var files = store.Get<FileStore>();
        var content = new byte[(DatabaseFileStore.ChunkBytes * 17) + 1];
        foreach (var name in new[] { "imports/a", "imports/a", "imports/received" }) await files.WriteAsync(name, content, Stop);
        Assert.Equal(content, await files.ReadAsync("imports/a", Stop));
        using (var brought = await files.BringAsync("imports/a", Stop)) Assert.NotNull(brought);
        await using (var db = store.Open()) await files.MoveAsync(db, "imports/received", "imports/a", Stop);
        Assert.False(await files.ExistsAsync("imports/received", Stop));
        Assert.Equal(["imports/a"], await store.FilesAsync("imports"));
        Assert.Equal(2, await files.SweepAsync(TestStore.Start.UtcDateTime.AddDays(1), Stop));
        await files.DeleteAsync("imports/a", Stop);
        var placement = new FilePlacement(store.Factory, store.Get<DataFolder>(), store.Time);
        Assert.Null(await placement.AgreeAsync(FilePlace.Database, Stop));
        await placement.MoveAsync(FilePlace.Folder, _ => Task.CompletedTask, null, Stop);
    }, services => services.KeepFilesIn(FilePlace.Database));

    [Fact]
    public Task Attachments() => server.MirrorsAsync("records.attachments", async store =>
    {
        var (commands, queries) = (store.Get<AttachmentCommands>(), store.Get<AttachmentQueries>());
        var worker = TestStore.WorkerOfXinsheng with { UserId = 7 };
        foreach (var kind in AllKinds.List)
        {
            await queries.ListAsync(TestStore.WorkerOfXinshun, new(kind.Key, 1), Stop);
            await queries.CountAsync(TestStore.WorkerOfXinshun, kind.Key, [1, 2], Stop);
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.RemoveAsync(TestStore.Administrator, new(kind.Key, 1), 1, Stop));
        }

        var form = new UnsavedForm("hazard", Guid.NewGuid());
        foreach (var name in new[] { "a.pdf", "b.pdf" })
        {
            using var content = new MemoryStream(Documents.Pdf());
            await store.Get<WaitingAttachments>().AddAsync(worker, form, name, content, Stop);
        }

        await store.Get<WaitingAttachments>().RemoveAsync(worker, form,
            (await store.Get<WaitingAttachments>().ListAsync(worker, form, Stop))[1].Id, Stop);
        var at = await store.Get<HazardCommands>().EnterAsync(worker, Make.HazardValues(), form.Id, Stop);
        using (var late = new MemoryStream(Documents.Pdf(seed: 1)))
            await store.Get<WaitingAttachments>().AddAsync(worker, form, "c.pdf", late, Stop);
        var found = await queries.ListAsync(worker, new("hazard", at.Id), Stop);
        Assert.NotNull(await queries.FindAsync(worker, new("hazard", at.Id), found[0].Id, Stop));
        await store.LeaveAsync(AttachmentFiles.NameOf(found[0].Key), TestStore.Start.UtcDateTime.AddDays(-1));
        using (var left = new MemoryStream(Documents.Pdf(seed: 2)))
            await store.Get<WaitingAttachments>().AddAsync(worker, form with { Id = Guid.NewGuid() }, "d.pdf", left, Stop);
        store.Time.Advance(AttachmentCleaning.LeastAge + TimeSpan.FromSeconds(1));
        await store.Get<AttachmentCleaning>().CleanAsync(Stop);
        await commands.RemoveAsync(worker, new("hazard", at.Id), found[0].Id, Stop);
    });

    [Fact]
    public Task Activities() => server.MirrorsAsync("records.activities", async store =>
    {
        var commands = store.Get<ActivityCommands>();
        var partner = await store.AddAsync(Partner());
        var programme =
            await store.AddAsync(new Programme { Key = "alliance", Name = "联盟", NameEn = "Alliance", Kind = ProgrammeKind.Mechanism });
        var service = await store.AddAsync(new Service { Name = "理发", NameEn = "Haircuts" });
        var values = Make.ActivityValues("清洁行动", 9).With("hosts", new[] { TestStore.Xinshun }).With("partners", new[] { partner.Id })
            .With("programmes", new[] { programme.Id }).With("services", new[] { service.Id }).With("rubbish", 1_000L);
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, values, Guid.NewGuid(), Stop);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, new FieldValues<Activity>().With("rubbish", null).With("hosts", null)), Stop);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Stop);
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Stop);
    });

    [Fact]
    public Task Calendar() => server.MirrorsAsync("records.calendar", async store =>
    {
        var commands = store.Get<CalendarCommands>();
        await using var db = store.Open();
        Assert.True(await BuiltInCalendar.SeedAsync(db, Stop));
        await commands.ChangeDayAsync(TestStore.Administrator, new(TestStore.Today, false, "假"), Stop);
        await commands.RemoveDayAsync(TestStore.Administrator, TestStore.Today, Stop);
        var tomorrow = TestStore.Today.AddDays(1);
        await store.AddAsync(Make.Petition(with: one => one.DueOn = tomorrow));
        await store.AddAsync(Make.Hazard(with: one => one.DueOn = tomorrow));
        await store.AddAsync(new Commitment { CommunityId = TestStore.Xinsheng, Title = "修门", Owner = "物业公司", DueOn = tomorrow });
        var holiday = new CalendarDay { Day = tomorrow, Name = "假", NameEn = "Holiday" };
        Assert.Equal(3, (await store.Get<CalendarQueries>().MovesAsync(TestStore.Administrator, [new(tomorrow, holiday)], Stop)).Count);
        Assert.Equal(3, await commands.ChangeDayAsync(TestStore.Administrator, new(tomorrow, false, "假"), Stop, new("补登")));
    });

    [Fact]
    public Task Settings() => server.MirrorsAsync("records.settings", async store =>
    {
        var commands = store.Get<SettingCommands>();
        await commands.SaveAsync(TestStore.Administrator, [new("Metrics:MinimumRanked", "8", 0)], Stop);
        await commands.SaveAsync(TestStore.Administrator, [new("Metrics:MinimumRanked", null, 1)], Stop);
        await commands.NoteTestAsync(TestStore.Administrator, "smtp.example.cn", Stop);
        await store.Get<SettingsLoader>().LoadAsync(Stop);
        await store.Get<SettingsEditor>().ReadAsync(TestStore.Administrator, FigureSettings.Group, Stop);
    }, services => SettingsRig.Add(services, null));

    [Fact]
    public Task OverviewLists() => server.MirrorsAsync("overview.lists", async store =>
    {
        var lists = store.Get<OverviewLists>();
        foreach (var day in new[] { TestStore.Today, TestStore.Today.AddDays(-30) })
        {
            await lists.WorstOverdueAsync([TestStore.Xinsheng], day, TestStore.Today, 8, Stop);
            await lists.DueOnAsync([TestStore.Xinsheng], day, TestStore.Today, Stop);
        }

        await lists.RecentChangesAsync(TestStore.WorkerOfXinsheng, 8, Stop);
    }, services => services.AddSingleton<OverviewLists>());

    private static CoBuilder Partner() =>
        new() { Name = "派出所", NameEn = "Police", Kind = CoBuilderKind.Police, JoinedOn = TestStore.Today };
}
