global using Xunit;
[assembly: AssemblyFixture(typeof(Concentric.Tests.EndToEnd.Chromium))]
[assembly: AssemblyFixture(typeof(Concentric.Tests.TestData.TestDatabasesOfTheRun))]
