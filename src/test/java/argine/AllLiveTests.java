// SPDX-License-Identifier: Apache-2.0
package argine;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that start real mail servers, as one: two processes that each had one would wait for
 * each other. Its name comes first, and so it begins first.
 *
 * <p>Some run beside each other, for they wait for their servers most of the time; one that cannot
 * is {@code @Isolated} and says why.
 */
@Suite
@SelectPackages("argine")
@IncludeClassNamePatterns(".*\\.Live\\w*Test")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.enabled", value = "true")
@ConfigurationParameter(
        key = "junit.jupiter.execution.parallel.mode.classes.default",
        value = "concurrent")
@ConfigurationParameter(
        key = "junit.jupiter.execution.parallel.config.executor-service",
        value = "worker_thread_pool")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.config.strategy", value = "fixed")
@ConfigurationParameter(
        key = "junit.jupiter.execution.parallel.config.fixed.parallelism",
        value = "3")
class AllLiveTests {}
