using System.Globalization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.SentenceChecks;
using Concentric.Tests.Core.Demo;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>
/// The report of the reference case: every figure of it is found and borne out by the demo store, and nothing else is taken for one.
/// </summary>
[Collection(DemoStores.Name)]
public sealed class PressReportTests(DemoStores stores)
{
    private const string Chinese = """
        近日，天津市滨海新区胡家园街道馨盛园、馨顺园两个社区的2名书记互换岗位，岗位交流涉及2个社区。
        一、进万家门、知万家情。两个社区入户走访90余次，走访居民700余户，召开居民恳谈会20余场。
        二、聚合力。跨社区召开联席会商12次，联手办理共性难题15个。200余名志愿者认领服务岗位，联合开展主题党日、邻里文化节等活动28场，参与1200余人次。
        三、办实事。开展五项行动。馨盛园筹集清掏资金5万余元，清掏化粪池、污水井80余座，清运100余车。“爱心路”筹集修路资金20余万元，修补道路1500米，
        志愿者参与500余人次。经四方协商，议定充电端口200个。代办养老认证、医保缴费等服务500余人次。文艺汇演、健康义诊130余场，降低活动成本3万余元。
        四、建联盟。开展清整36次，志愿者参与860人次，清运垃圾30余吨，清理消防通道25处，整改安全隐患40处。依托同心圆议事厅，解决群众诉求160余件。
        认领并实现微心愿40余个。“携手‘益’起赶大集”提供便民服务10余项，惠及2000余人次。（2025年5月7日第3版，热线022-66881234）
        """;

    private const string English = """
        The secretaries of 2 communities were exchanged. They made more than 90 home visits and reached more than 700 households, and held
        over 20 residents' talks. There were 12 joint conferences, and 15 shared problems were handled together. More than 200 volunteers
        claimed a post. 28 joint events drew more than 1,200 attendances. More than 50,000 yuan was given for clearing; over 80 septic tanks
        were cleared. More than 200,000 yuan was given for the road, 1,500 m of road were repaired, with more than 500 volunteer
        attendances. By four-party negotiation, 200 charging ports were agreed. Errands were run for more than 500 persons. 36 clean-ups
        removed more than 30 t of rubbish, 25 fire lanes were cleared and 40 hazards rectified. More than 160 petitions were resolved,
        and more than 40 wishes were fulfilled. (7 May 2025, page 3, call 12345)
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFigure_IsFoundAndBorneOut_AndNoneElse()
    {
        var text = await CheckAsync(Chinese);
        Assert.Equal(
            [
                "rotation.secretaries 2名", "rotation.communities 2个", "visits.count 90余次", "visits.households 700余户",
                "meetings.talks 20余场", "meetings.joint 12次", "petitions.shared 15个", "volunteers.active 200余名",
                "activities.joint-events 28场", "activities.attendance 1200余人次", "projects.strands 五项", "contributions.yuan 5万余元",
                "outputs.tanks 80余座", "outputs.truckloads 100余车", "contributions.yuan 20余万元", "outputs.road 1500米",
                "activities.volunteers 500余人次", "outputs.charging-ports-agreed 200个", "errands.persons 500余人次",
                "activities.shows-clinics 130余场", "activities.saved 3万余元", "activities.clean-ups 36次", "activities.volunteers 860人次",
                "outputs.rubbish 30余吨", "hazards.fire-lanes 25处", "hazards.rectified 40处", "petitions.resolved 160余件",
                "wishes.fulfilled 40余个", "activities.services 10余项", "activities.attendance 2000余人次",
            ], text.Claims.Select(claim => $"{claim.Metric?.Key} {claim.Quoted}"));
        Assert.All(text.Claims, claim => Assert.True(claim.Verdict == SentenceVerdict.Supported,
            $"{claim.Quoted}: {claim.Verdict}, {claim.Figure.Value}, {claim.Source}"));
        // Each published figure of the demo is one of the text's, but that wishes were claimed, which stands in the same number.
        await using var db = (await stores.GetAsync(DemoStores.Plain)).Store.Open();
        var published = await db.PublishedFigures.CountAsync(Stop);
        Assert.Equal(published - 1, text.Claims.Count);
    }

    [Fact]
    public async Task InEnglish_TheSame()
    {
        var text = await CheckAsync(English);
        Assert.Equal(22, text.Claims.Count);
        Assert.All(text.Claims, claim => Assert.True(claim.Verdict == SentenceVerdict.Supported,
            $"{claim.Quoted}: {claim.Verdict}, {claim.Metric?.Key}, {claim.Figure.Value}, {claim.Source}"));
    }

    [Fact]
    public async Task AFigureThatIsMoreThanTheRecords_IsNotBorneOut()
    {
        var text = await CheckAsync(Chinese.Replace("36次", "37次", StringComparison.Ordinal)
            .Replace("1500米", "1800米", StringComparison.Ordinal));
        Assert.Equal(["1800米", "37次"], text.Claims.Where(claim => claim.Verdict == SentenceVerdict.NotSupported)
            .Select(claim => claim.Quoted));
    }

    private async Task<CheckedText> CheckAsync(string text)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var demo = await stores.GetAsync(DemoStores.Plain);
        if (demo.Store.Get<MetricCube>().Current is null) await demo.Store.Get<MetricCube>().BuildAsync(Stop);
        var slice = new SliceReading(PeriodKind.Custom, demo.Year, [TestStore.Xinsheng, TestStore.Xinshun], []);
        return (await demo.Store.Get<SentenceChecker>().CheckAsync(new("刘主任", Role.Leader), new(text, null, slice, []), null, Stop))!;
    }
}
