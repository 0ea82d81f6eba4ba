// SPDX-License-Identifier: Apache-2.0
package argine;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that start real mail servers, as one: they take turns, so two processes that each had
 * one would wait for each other. Its name comes first, and so it begins first.
 */
@Suite
@SelectPackages("argine")
@IncludeClassNamePatterns(".*\\.Live\\w*Test")
class AllLiveTests {}
