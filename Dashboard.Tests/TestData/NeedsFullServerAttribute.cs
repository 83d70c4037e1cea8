using System.Reflection;
using Xunit.v3;

namespace Concentric.Tests.TestData;

/// <summary>
/// The test needs what a server that stands in for SQL Server may lack: MERGE with OUTPUT, DBCC, checks of a procedure's body.
/// On a stand-in it is skipped. Without any server it runs, or skips itself, as without this mark.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsFullServerAttribute : BeforeAfterTestAttribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(OnSqliteAttribute.Trait, "FullSqlServer")];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipWhen(TestServer.IsConfigured && TestServer.Lacks is not null,
            $"needs a full server; this one lacks: {(TestServer.IsConfigured ? TestServer.Lacks : null)}");
}
