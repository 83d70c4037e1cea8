using Concentric.Tests.SqlServer.Compile;

namespace Concentric.Tests.SqlServer;

/// <summary>The compiled schema of <see cref="HarnessTestContext"/>, built once for a test class.</summary>
public sealed class HarnessModel : IDisposable
{
    public HarnessModel()
    {
        using var context = HarnessTestContext.Capture().CreateDbContext();
        Model = SqlServerModel.OfModel(context);
    }

    public SqlServerModel Model { get; }

    public void Dispose() => Model.Dispose();
}
