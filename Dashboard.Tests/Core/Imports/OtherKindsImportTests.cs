using System.Globalization;
using System.Text;
using Concentric.CoBuilders;
using Concentric.Exports.Lists;
using Concentric.Imports.Runs;
using Concentric.Lists;

namespace Concentric.Tests.Core.Imports;

/// <summary>Each other kind: in, known again, out, edited, and in again.</summary>
public sealed class OtherKindsImportTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData("hazard", "标题,地点,隐患类别,等级,发现日期,整改日期,整改人\n堆物,5 号楼,消防,重大,2026-03-02,2026-03-04,物业\n电线老化,,用电,,2026-03-03,,\n", "电线老化", "电线裸露")]
    [InlineData("activity", "标题,活动类型,举办日期,参与人次,志愿者人次,节省(元),主办社区\n周末清洁,CleanUp,2026-03-07,30,12,12.5,馨盛园、馨顺园\n测血压,Clinic,2026-03-08,80,5,\"1,200\",\n", "测血压", "测血压血糖")]
    [InlineData("errand", "服务日期,代办事项,人次,服务对象,备注\n2026-03-02,PensionCheck,3,张建国,上门办理\n2026-03-03,MedicalInsurance,1,,代缴\n", "代缴", "代为缴费")]
    [InlineData("wish", "标题,许愿人,征集日期\n老花镜,张建国,2026-03-02\n台灯,李,2026-03-03\n", "台灯", "护眼台灯")]
    [InlineData("visit", "走访日期,走访人,走访门牌,备注\n2026-03-02,王芳,7-2-301、7－2－302,一切都好\n2026-03-03,王芳,\"7-2-301\n7-2-303\",独居\n", "独居", "独居老人")]
    [InlineData("volunteer", "姓名,电话,登记日期\n张建国,13800001234,2026-03-02\n李秀英,,2026-03-03\n", "2026-03-03", "2026-03-04")]
    [InlineData("contribution", "共建单位,投入日期,用途,金额(元),工时(分钟)\n春华银行,2026-03-02,扶手,\"1,200.5\",\n春华银行,2026-03-03,讲座,,90\n", "讲座", "防诈骗讲座")]
    [InlineData("commitment", "标题,责任人,到期日,完成日期\n修门,物业,2026-03-20,\n补路灯,电力,2026-03-10,2026-03-12\n", "补路灯", "补两盏路灯")]
    public async Task InAndOutAndInAgain(string kind, string text, string before, string after)
    {
        if (kind == "contribution") await rig.Store.AddAsync(new CoBuilder { Name = "春华银行", NameEn = "Chunhua Bank", JoinedOn = new(2025, 1, 1) });
        var file = ImportRig.Csv(text);
        Assert.Equal(2, (await rig.TakeAsync(file, "a.csv", kind: kind)).Added);
        Assert.Equal((0, 2), Counts(await rig.CheckAsync(file, "a.csv", kind: kind)));
        var list = await ExportAsync(kind);
        Assert.Equal((0, 2), Counts(await rig.CheckAsync(Encoding.UTF8.GetBytes(list), "b.csv", kind: kind)));
        var run = await rig.TakeAsync(Encoding.UTF8.GetBytes(list.Replace(before, after, StringComparison.Ordinal)), "b.csv", kind: kind);
        Assert.Equal((0, 1, 1), (run.Added, run.Changed, run.Unchanged));
        Assert.Equal(list.Replace(before, after, StringComparison.Ordinal), await ExportAsync(kind));
    }

    private static (int Changed, int Unchanged) Counts(ImportView view)
    {
        Assert.Empty(ImportRig.Problems(view));
        Assert.Equal(0, view.Run.Added);
        return (view.Run.Changed, view.Run.Unchanged);
    }

    private async Task<string> ExportAsync(string kind)
    {
        using var stream = new MemoryStream();
        await rig.Store.Get<ListExports>().WriteAsync(rig.Store.Get<RecordRegister>().Find(kind)!, ImportRig.Worker, new(), ListFormat.Csv, CultureInfo.GetCultureInfo("zh-CN"), stream, Stop);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
