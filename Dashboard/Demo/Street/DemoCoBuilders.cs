using Concentric.CoBuilders;
using Concentric.Dashboard.Demo.Synthetic;

namespace Concentric.Dashboard.Demo.Street;

/// <summary>Invented units of the co-governance alliance.</summary>
internal static class DemoCoBuilders
{
    private static readonly (string Name, string NameEn, CoBuilderKind Kind)[] Units =
    [
        ("街道综合执法队", "Street enforcement team", CoBuilderKind.DutyDepartment),
        ("海晏市政养护中心", "Haiyan road maintenance centre", CoBuilderKind.DutyDepartment),
        ("海晏供热服务站", "Haiyan heating station", CoBuilderKind.DutyDepartment),
        ("街道司法所", "Street justice office", CoBuilderKind.DutyDepartment),
        ("海晏消防救援站", "Haiyan fire station", CoBuilderKind.DutyDepartment),
        ("海晏路派出所", "Haiyan Road police station", CoBuilderKind.Police),
        ("海晏交警大队", "Haiyan traffic police", CoBuilderKind.Police),
        ("海晏银行支行党支部", "Party branch of Haiyan Bank", CoBuilderKind.PartyOrganisation),
        ("第九小学党支部", "Party branch of No. 9 Primary School", CoBuilderKind.PartyOrganisation),
        ("海晏医院党支部", "Party branch of Haiyan Hospital", CoBuilderKind.PartyOrganisation),
        ("暖心社会工作服务中心", "Warm Heart social work centre", CoBuilderKind.SocialOrganisation),
        ("邻里调解志愿协会", "Neighbours' mediation association", CoBuilderKind.SocialOrganisation),
        ("夕阳红文艺社", "Sunset arts society", CoBuilderKind.SocialOrganisation),
        ("安居物业服务公司", "Anju property services", CoBuilderKind.PropertyCompany),
        ("盛邦物业管理公司", "Shengbang property management", CoBuilderKind.PropertyCompany),
        ("绿能充电科技公司", "Green charging technology", CoBuilderKind.Enterprise),
        ("海晏建材公司", "Haiyan building materials", CoBuilderKind.Enterprise),
        ("惠民超市", "Huimin supermarket", CoBuilderKind.Enterprise),
    ];

    public static void Add(DemoScene scene)
    {
        var random = scene.Random.Fork("co-builders");
        foreach (var (name, nameEn, kind) in Units)
        {
            scene.CoBuilders.Add(scene.Bag.Add(new CoBuilder
            {
                Name = name,
                NameEn = nameEn,
                Kind = kind,
                JoinedOn = scene.From.AddDays(-random.Between(30, 900)),
                Contact = InventedPeople.Name(random),
                ContactPhone = InventedPeople.Phone(random),
            }));
        }
    }
}
