using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Hazards;

/// <summary>A major hazard is not noted as rectified without a photo that shows it; nothing else ever takes one.</summary>
public sealed class PhotoAfterTests
{
    private static readonly CurrentUser Worker = TestStore.WorkerOfXinsheng;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMajorHazard_IsRectifiedOnlyWithAPhotoAfter_AndTheRefusalSaysWhatToDo()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var at = await EnterAsync(store, HazardSeverity.Major);
        at = await store.WithPhotoAsync(at, PhotoSide.Before);
        var refusal = await RefusalAsync(() => commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop));
        Assert.Equal(Rule.PhotoAfterMissing, refusal.Rule);
        Assert.Contains("请先在该隐患页面“照片 · 整改后”上传", refusal.Describe(new("zh-CN")));
        Assert.Contains("first add one under “Photos · After”", refusal.Describe(new("en")));
        at = await store.WithPhotoAfterAsync(at);
        await commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop);
    }

    [Fact]
    public async Task OneThatWasReturned_OrFoundAgain_TakesANewPhoto()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var at = await EnterAsync(store, HazardSeverity.Major);
        at = await store.WithPhotoAfterAsync(at);
        at = await commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        at = await commands.ReturnAsync(TestStore.Administrator, new(at.Id, at.Version, "仍有堆物"), Stop);
        Assert.Equal(Rule.PhotoAfterMissing, (await RefusalAsync(() => commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop))).Rule);
        at = await store.WithPhotoAfterAsync(at, seed: 2);
        at = await commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop);
        at = await commands.VerifyAsync(TestStore.Administrator, new(at.Id, at.Version), Stop);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        at = await commands.ReopenAsync(Worker, new(at.Id, at.Version, "又堆上了"), Stop);
        Assert.Equal(Rule.PhotoAfterMissing, (await RefusalAsync(() => commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop))).Rule);
    }

    [Fact]
    public async Task OneThatIsRectifiedAlready_BecomesMajorOnlyWithAPhotoAfter()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        var at = await EnterAsync(store, HazardSeverity.General);
        at = await commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop);
        var major = new FieldValues<Hazard>().With(x => x.Severity, HazardSeverity.Major);
        var refusal = await RefusalAsync(() => commands.CorrectAsync(Worker, new(at.Id, at.Version, major), Stop));
        Assert.Equal(("severity", Rule.PhotoAfterMissing), (refusal.Field, refusal.Rule));
        at = await store.WithPhotoAfterAsync(at);
        await commands.CorrectAsync(Worker, new(at.Id, at.Version, major), Stop);
    }

    [Fact]
    public async Task TheLastPhotoAfter_OfARectifiedMajorHazard_IsNotRemoved()
    {
        await using var store = await TestStore.CreateAsync();
        var at = await EnterAsync(store, HazardSeverity.Major);
        at = await store.WithPhotoAfterAsync(at);
        await store.Get<HazardCommands>().RectifyAsync(Worker, new(at.Id, at.Version), Stop);
        var first = await LastPhotoAsync(store);
        var photos = store.Get<HazardPhotoCommands>();
        Assert.Equal(Rule.LastPhotoAfter, (await RefusalAsync(() => photos.RemoveAsync(Worker, at.Id, first.Id, Stop))).Rule);
        Assert.Contains(HazardPhotoFiles.NameOf(first.Key, isThumbnail: false), await store.FilesAsync("photos"));
        await store.WithPhotoAfterAsync(at, seed: 2);
        await photos.RemoveAsync(Worker, at.Id, first.Id, Stop);
    }

    [Fact]
    public async Task ASheet_BringsMajorHazardsThatWereRectifiedBefore_AndRectifiesNoneThatIsHere()
    {
        await using var rig = await ImportRig.CreateAsync();
        await rig.TakeAsync(
            ImportRig.Csv("标题,隐患类别,等级,发现日期,整改日期,整改人\n堆物,消防,重大,2026-03-02,2026-03-04,物业\n"), "a.csv", kind: "hazard");
        await using var db = rig.Store.Open();
        Assert.Equal((HazardSeverity.Major, new DateOnly(2026, 3, 4)),
            (await db.Hazards.Select(hazard => new { hazard.Severity, hazard.RectifiedOn }).SingleAsync(Stop)) is var came
                ? (came.Severity, came.RectifiedOn!.Value) : default);

        var here = await rig.Store.AddAsync(Make.Hazard(foundOn: new(2026, 3, 2), with: made => made.Severity = HazardSeverity.Major));
        var view = await rig.CheckAsync(ImportRig.Csv(
            $"编号,标题,隐患类别,等级,发现日期,整改日期\n{here.Number},5 号楼消防通道堆物,消防,重大,2026-03-02,2026-03-04\n"), "b.csv", kind: "hazard");
        Assert.Equal(1, view.Run.Refused);
        Assert.Contains(ImportRig.Problems(view), told => told.StartsWith("F2 重大隐患登记整改前，须有整改后的照片", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGeneralHazard_TakesNoPhotoInAnyStep_NorAMajorOneInAnyOther()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<HazardCommands>();
        foreach (var severity in Enum.GetValues<HazardSeverity>())
        {
            var at = await EnterAsync(store, severity);
            at = await commands.ExtendAsync(Worker, new(at.Id, at.Version, new(2026, 4, 20), "等待配件"), Stop);
            at = await commands.AssignAsync(Worker, new(at.Id, at.Version, "物业"), Stop);
            if (severity == HazardSeverity.Major) at = await store.WithPhotoAfterAsync(at);
            at = await commands.RectifyAsync(Worker, new(at.Id, at.Version), Stop);
            at = await commands.CorrectRectificationAsync(Worker, new(at.Id, at.Version, TestStore.Today, "物业", "补记"), Stop);
            at = await commands.ReturnAsync(TestStore.Administrator, new(at.Id, at.Version, "仍有堆物"), Stop);
            store.Time.Advance(TimeSpan.FromSeconds(1));
            if (severity == HazardSeverity.Major) at = await store.WithPhotoAfterAsync(at, seed: 2);
            at = await commands.RectifyAsync(Worker, new(at.Id, at.Version, "物业"), Stop);
            at = await commands.VerifyAsync(TestStore.Administrator, new(at.Id, at.Version), Stop);
            at = await commands.ReopenAsync(Worker, new(at.Id, at.Version, "又堆上了"), Stop);
            await commands.ArchiveAsync(TestStore.Administrator, new(at.Id, at.Version, "重复"), Stop);
        }
    }

    /// <summary>Photos are demanded nowhere without need: whoever adds another place has to say so here, and in docs/decisions.</summary>
    [Fact]
    public void NoOtherKindOrStep_DemandsAPhotoOrAFile()
    {
        var demand = new Regex($@"Rule\.({nameof(Rule.PhotoAfterMissing)}|{nameof(Rule.LastPhotoAfter)})\b");
        var places = Repository.SourceFiles().Where(path => path.StartsWith("Dashboard.Core/", StringComparison.Ordinal)
            && demand.IsMatch(File.ReadAllText(Path.Combine(Repository.Root, path))))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["Hazard.Corrections.cs", "Hazard.Rules.cs", "HazardPhotoCommands.cs"], places);
    }

    private static async Task<Saved> EnterAsync(TestStore store, HazardSeverity severity) => await store.Get<HazardCommands>()
        .EnterAsync(Worker, Make.HazardValues().With(x => x.Severity, severity), null, Stop);

    private static async Task<HazardPhoto> LastPhotoAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.HazardPhotos.OrderBy(photo => photo.Id).LastAsync(Stop);
    }

    private static async Task<Violation> RefusalAsync(Func<Task> refused) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(refused)).Violations);
}
